import type { EventStreamPart } from '#contract/events.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { followReply, followRequested } from '#features/replies/index.ts'
import { sendMessage } from '#features/messages/index.ts'
import { Fault } from '#kernel/fault.ts'
import { sendEventStream, type ServerSentEvent } from '#platform/http/event-stream.ts'
import type { Mount } from '../dialect.ts'
import { enter, enterStream } from '../kit/visit.ts'
import { followFeed } from './feed.ts'

/** Sending a message, and the streams: of one reply, and of what happens. */
export function streamRoutes(http: FastifyInstance, { app }: Mount) {
  http.post('/v1/conversations/:conversationId/messages', async (request, reply) => {
    const { conversationId } = request.params as { conversationId: string }
    if (typeof request.body !== 'object' || request.body === null || 'conversationId' in request.body)
      throw new Fault('invalid_input', 'The body must be a JSON object without conversationId.')
    const input = { ...request.body, conversationId } as Parameters<typeof sendMessage>[1]
    if (!wantsEventStream(request)) {
      const sent = await sendMessage(await enter(app, request), input)
      return reply.code(sent.replayed ? 200 : 201).send(sent)
    }
    const { scope, leaving } = await enterStream(app, request, reply)
    const sent = await sendMessage(scope, input)

    return sendEventStream(reply, leaving, async function* () {
      yield { event: 'accepted', data: sent }
      if (!sent.reply) return
      const parts = sent.replayed
        ? followReply(scope, { replyId: sent.reply.id })
        : followRequested(scope, sent.reply)
      for await (const part of parts) yield ofReply(part)
    })
  })

  http.get('/v1/replies/:replyId/stream', withoutHead, async (request, reply) => {
    const { replyId } = request.params as { replyId: string }
    const { after = lastEventId(request) } = request.query as { after?: string }
    const { scope, leaving } = await enterStream(app, request, reply)
    const parts = followReply(scope, { replyId, ...(after !== undefined && { after }) })
    // The first part is waited for, so that an unknown reply is a plain 404 and not a broken stream.
    const first = await parts.next()
    return sendEventStream(reply, leaving, async function* () {
      try {
        if (!first.done) yield ofReply(first.value)
        for await (const part of parts) yield ofReply(part)
      } finally {
        // Started outside of the loop, so it is ended by hand for a reader who disconnected before it.
        await parts.return(undefined)
      }
    })
  })

  http.get('/v1/events', withoutHead, async (request, reply) => {
    const { after = lastEventId(request) } = request.query as { after?: string }
    const { scope, leaving } = await enterStream(app, request, reply)
    const parts = followFeed(scope, { after })
    return sendEventStream(reply, leaving, async function* () {
      for await (const part of parts) yield ofEvents(part)
    })
  })
}

/** A stream has no end that a HEAD could wait for. */
const withoutHead = { exposeHeadRoute: false }

const wantsEventStream = (request: FastifyRequest) =>
  (request.headers.accept ?? '').includes('text/event-stream')

const lastEventId = (request: FastifyRequest): string | undefined => {
  const header = request.headers['last-event-id']
  return typeof header === 'string' && header !== '' ? header : undefined
}

const ofReply = (part: ReplyStreamPart): ServerSentEvent => ({
  id: part.cursor,
  event: part.type,
  data: part,
})

function ofEvents(part: EventStreamPart): ServerSentEvent {
  // No cursor: a reader resumes after the last event.
  if (part.type === 'typing') return { event: 'typing', data: part.typing }
  return {
    id: String(part.type === 'event' ? part.event.number : part.number),
    event: part.type,
    data: part.type === 'event' ? part.event : part,
  }
}
