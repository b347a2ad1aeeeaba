import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

/** Refuses what an address does not offer, in the words of its half: those of REST end with a slash. */
export function refuseOtherMethods(http: FastifyInstance, addresses: Iterable<string>) {
  for (const url of new Set(addresses)) {
    const has = (method: string) => http.hasRoute({ method, url: http.prefix + url })
    const method = http.supportedMethods.filter((one) => one !== 'OPTIONS' && !has(one))
    const refuse = (asked: string) =>
      url.endsWith('/')
        ? new Refusal(405, { detail: `Method "${asked}" not allowed.` })
        : new Refusal(400, { error: 'Invalid request method.' })
    http.route({
      method,
      url,
      // Nothing of what was sent is looked at.
      onRequest: async (request) => {
        throw refuse(request.method)
      },
      handler: () => null,
    })
  }
}
