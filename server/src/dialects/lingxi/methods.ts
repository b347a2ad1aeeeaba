import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

/** Refuses other methods of an address, in the format of its half: REST addresses end with a slash. */
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
      // The request's content is ignored.
      onRequest: async (request) => {
        throw refuse(request.method)
      },
      handler: () => null,
    })
  }
}
