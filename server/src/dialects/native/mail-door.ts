import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { receiveMail } from '#features/channels/index.ts'
import { unauthenticated } from '#kernel/fault.ts'
import type { Mount } from '../dialect.ts'
import { enterAnonymously } from '../kit/visit.ts'

const BODY_LIMIT_BYTES = 32 * 1_048_576

/** Where mail services deliver email: whole, or in one of their forms. */
export function mailDoor(http: FastifyInstance, { app }: Mount) {
  void http.register((door, _options, done) => {
    // Nothing is read of a body before its sender has shown the secret.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    door.post('/v1/mail/:tenantId/:channelId', { bodyLimit: BODY_LIMIT_BYTES }, async (request) => {
      const { tenantId, channelId } = request.params as { tenantId: string; channelId: string }
      const content = (request.body ?? request.raw) as Readable
      try {
        return await receiveMail(enterAnonymously(app, request), {
          tenantId,
          channelId,
          secret: shownSecret(request),
          mediaType: request.headers['content-type'] ?? '',
          headers: singleOnes(request.headers),
          content,
        })
      } catch (error) {
        // The rest of the body is read and discarded; otherwise the connection would wait for it forever.
        content.resume()
        throw error
      }
    })
    done()
  })
}

/** Headers with a single value. */
const singleOnes = (headers: FastifyRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** The secret as a bearer token, or as the password of `https://any:secret@…`, for services that only accept a URL. */
function shownSecret({ headers }: FastifyRequest): string {
  const [, way = '', value = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(headers.authorization ?? '') ?? []
  if (way.toLowerCase() === 'bearer') return value
  const password = Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':')
  if (password === '') throw unauthenticated('Send the secret of the channel.')
  return password
}
