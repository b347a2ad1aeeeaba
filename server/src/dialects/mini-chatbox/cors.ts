import type { FastifyInstance } from 'fastify'
import { callingPage } from '../visit.ts'
import { Refusal } from './refusal.ts'

/** Where Mini-Chatbox's own pages were served. Others are allowed for the whole server. */
export const itsOrigins = [3001, 5173].flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
])

/** Lets those pages call. No cookie opens anything here, so none can be borrowed. */
export function allowItsPages(http: FastifyInstance) {
  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || !itsOrigins.includes(origin)) return
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-credentials', 'true')
      .header('vary', 'Origin')
    if (request.method !== 'OPTIONS') return
    await reply
      .header('access-control-allow-methods', 'DELETE, GET, OPTIONS, PATCH, POST, PUT')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '600')
      .code(204)
      .send()
  })
}

/** Where nobody signs in, any page that a person opens could send forms in their name; so pages must be known ones. */
export function refuseStrangePages(http: FastifyInstance) {
  http.addHook('onRequest', async (request, reply) => {
    const page = callingPage(request.headers)
    const isKnown = page === null || page.isOwn || reply.hasHeader('access-control-allow-origin')
    if (!isKnown && request.headers.authorization === undefined)
      throw new Refusal(403, 'Pages of this origin may not call without signing in.')
  })
}
