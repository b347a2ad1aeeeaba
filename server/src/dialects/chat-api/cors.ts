import type { FastifyInstance } from 'fastify'

/** Where the Chat API's own pages were served while they were developed. Others are allowed for the whole server. */
const PORTS = [3000, 3001, 4000, 5173, 5174, 8001]
export const itsOrigins = PORTS.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`])

/** Lets those pages call. No cookie opens anything here, so none can be borrowed. */
export function allowItsPages(http: FastifyInstance) {
  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || !itsOrigins.includes(origin)) return
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-credentials', 'true')
      .header(
        'access-control-expose-headers',
        'x-request-id, x-process-time, x-ratelimit-limit, x-ratelimit-window, x-ratelimit-remaining, x-ratelimit-reset, retry-after',
      )
      .header('vary', 'Origin')
    if (request.method !== 'OPTIONS') return
    await reply
      .header('access-control-allow-methods', 'DELETE, GET, OPTIONS, PATCH, POST, PUT')
      .header('access-control-allow-headers', 'authorization, content-type')
      .code(204)
      .send()
  })
}
