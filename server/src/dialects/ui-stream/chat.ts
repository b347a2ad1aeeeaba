import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { cancelReply, followReply, followTurn } from '#features/replies/index.ts'
import { regenerateReply, sendMessage } from '#features/messages/index.ts'
import { readConversation } from '#features/conversations/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import { sendEventStream } from '#platform/http/event-stream.ts'
import type { Mount } from '../dialect.ts'
import { enter, enterStream } from '../kit/visit.ts'
import { chunksOf } from './chunks.ts'
import { ChatRequest, lastMessage } from './request.ts'

// Each request contains the whole conversation, although only its end is read.
const BODY_LIMIT_BYTES = 20 * 1_048_576
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A stored conversation as a chat: sending a message, resuming a stream, stopping it. */
export function chatRoutes(http: FastifyInstance, { app }: Mount) {
  http.post('/chat', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const { scope, leaving } = await enterStream(app, request, reply)
    const sent = await say(scope, parseInput(ChatRequest, request.body ?? {}))
    if (!sent.reply) throw new Fault('precondition_failed', 'No agent answers in this conversation.')
    const pieces = sent.replayed
      ? followReply(scope, { replyId: sent.reply.id })
      : followTurn(scope, sent.reply)
    return stream(reply, leaving, pieces, false)
  })

  http.get('/chat/:id/stream', { exposeHeadRoute: false }, async (request, reply) => {
    const { scope, leaving } = await enterStream(app, request, reply)
    const replyId = await findActiveReply(scope, (request.params as { id: string }).id)
    return replyId === null
      ? reply.code(204).send()
      : stream(reply, leaving, followReply(scope, { replyId }), true)
  })

  http.post('/chat/:id/stop', async (request, reply) => {
    const scope = await enter(app, request)
    const replyId = await findActiveReply(scope, (request.params as { id: string }).id)
    if (replyId !== null) await cancelReply(scope, { replyId })
    return reply.code(204).send()
  })
}

async function say(scope: Scope, asked: ChatRequest): Promise<SentMessage> {
  const conversationId = requireId(asked.id)
  if (asked.trigger === 'submit-message') return sendMessage(scope, { conversationId, ...lastMessage(asked) })
  const { headMessageId } = await readConversation(scope, { conversationId })
  const messageId = asked.messageId ?? headMessageId
  if (messageId === null) throw new Fault('precondition_failed', 'There is no answer to write anew.')
  return regenerateReply(scope, { messageId: requireId(messageId) })
}

/** A chat ID that is not one of ours identifies nothing here. */
function requireId(id: string): string {
  if (!UUID.test(id)) throw notFound('conversation')
  return id
}

const findActiveReply = async (scope: Scope, id: string): Promise<string | null> =>
  (await readConversation(scope, { conversationId: requireId(id) })).activeReplyId

function stream(
  reply: FastifyReply,
  leaving: AbortController,
  pieces: AsyncIterable<ReplyStreamPart>,
  isResumed: boolean,
) {
  reply.header('x-vercel-ai-ui-message-stream', 'v1')
  return sendEventStream(reply, leaving, async function* () {
    for await (const data of chunksOf(pieces, isResumed)) yield { data }
  })
}
