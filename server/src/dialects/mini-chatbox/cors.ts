import type { FastifyInstance } from 'fastify'
import { onThisMachine } from '../kit/own-pages.ts'
import { callingPage } from '../kit/visit.ts'
import { Refusal } from './refusal.ts'

export const itsPages = {
  origins: onThisMachine([3001, 5173]),
  methods: 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
  preflightSeconds: '600',
}

/** Without sign-in, any page that a person opens could send forms on their behalf, so only known pages are allowed. */
export function refuseStrangePages(http: FastifyInstance) {
  http.addHook('onRequest', async (request, reply) => {
    const page = callingPage(request.headers)
    const isKnown = page === null || page.isOwn || reply.hasHeader('access-control-allow-origin')
    if (!isKnown && request.headers.authorization === undefined)
      throw new Refusal(403, 'Pages of this origin may not call without signing in.')
  })
}
