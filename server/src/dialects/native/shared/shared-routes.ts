import type { FastifyInstance, FastifyReply } from 'fastify'
import { openSharedFile, readShared } from '#features/sharing/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { Mount } from '../../dialect.ts'
import { answerFault } from '../../kit/http-answer.ts'
import { enterAnonymously } from '../../kit/visit.ts'
import { handOut, rangeHeader } from '../files.ts'
import { gonePage, sharedPage } from './shared-page.ts'
import { policy } from './shared-style.ts'
import { preferredLanguage } from './shared-words.ts'

/** The page of a conversation that was shared by a link, and the files of its messages. */
export function sharedRoutes(http: FastifyInstance, { app }: Mount) {
  http.get('/shared/:token', async (request, reply) => {
    const { token } = request.params as { token: string }
    const language = preferredLanguage(request.headers['accept-language'])
    asPage(reply)
    try {
      const scope = enterAnonymously(app, request)
      const shared = await readShared(scope, { token })
      return reply.send(await sharedPage(shared, { token, language, signal: scope.signal }))
    } catch (error) {
      const fault = asFault(error)
      // Every invalid link gets the same response.
      if (fault.code === 'not_found' || fault.code === 'invalid_input')
        return reply.code(404).send(gonePage(language))
      return answerFault(fault, request, reply).send(gonePage(language))
    }
  })

  http.get('/shared/:token/files/:fileId', async (request, reply) => {
    const { token, fileId } = request.params as { token: string; fileId: string }
    const scope = enterAnonymously(app, request)
    void reply.header('x-robots-tag', 'noindex, nofollow')
    return handOut(reply, await openSharedFile(scope, { token, fileId, ...rangeHeader(request) }))
  })
}

const asPage = (reply: FastifyReply) =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('x-robots-tag', 'noindex, nofollow')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('vary', 'Accept-Language')
    .header('cache-control', 'private, no-store')
