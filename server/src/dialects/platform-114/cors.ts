import type { FastifyInstance } from 'fastify'

/** Where the platform's own pages were served while they were developed. Others are allowed for the whole server. */
const ORIGINS = ['http://localhost:3000', 'http://localhost:5173']

/** Lets those pages call, as the platform did without being told. No cookie opens anything here, so none can be borrowed. */
export function allowItsPages(http: FastifyInstance) {
  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || !ORIGINS.includes(origin)) return
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-credentials', 'true')
      .header('vary', 'Origin')
    if (request.method !== 'OPTIONS') return
    await reply
      .header('access-control-allow-methods', 'DELETE, GET, OPTIONS, PATCH, POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .code(204)
      .send()
  })
}
