import type { EventStreamPart } from '#contract/events.ts'
import type { ClientFrame, ServerFrame } from '#contract/frames.ts'
import { cancelReply, followReply, followRequested } from '#features/replies/index.ts'
import { sendMessage } from '#features/messages/index.ts'
import { tellTyping } from '#features/conversations/index.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { followFeed } from './feed.ts'
import type { Conversation } from './socket.ts'

type Fail = (ref: string | null, error: unknown) => void

/** Answers one frame of an authenticated client. Streams that it starts continue after it was answered. */
export async function answerFrame(
  conversation: Conversation,
  frame: Exclude<ClientFrame, { type: 'authenticate' }>,
  fail: Fail,
) {
  const { scope, send } = conversation
  switch (frame.type) {
    case 'message.send': {
      const result = await sendMessage(scope, frame.message)
      send({ type: 'message.accepted', ref: frame.ref, result })
      if (!result.reply) return
      const parts = result.replayed
        ? followReply(scope, { replyId: result.reply.id })
        : followRequested(scope, result.reply)
      return void pump(conversation, parts, ofReply, fail, frame.ref)
    }
    case 'reply.follow': {
      const { replyId, after } = frame
      const parts = followReply(scope, { replyId, ...(after !== undefined && { after }) })
      return void pump(conversation, parts, ofReply, fail, frame.ref)
    }
    case 'reply.cancel':
      await cancelReply(scope, { replyId: frame.replyId })
      return send({ type: 'done', ref: frame.ref })
    case 'events.follow': {
      const { ref, after } = frame
      const parts = followFeed(scope, { ...(after !== undefined && { after }) })
      return void pump(conversation, parts, (part) => ofEvents(part, ref), fail, ref)
    }
    case 'typing.tell': {
      const { conversationId, isTyping, isPrivate } = frame
      await tellTyping(scope, { conversationId, isTyping, isPrivate })
      return send({ type: 'done', ref: frame.ref })
    }
    case 'ping':
      return send({ type: 'pong', ref: frame.ref })
  }
}

/** Sends a stream as frames, as fast as the reader takes them. */
async function pump<T>(
  { send, drained }: Conversation,
  parts: AsyncIterable<T>,
  toFrame: (part: T) => ServerFrame,
  fail: Fail,
  ref: string,
) {
  try {
    for await (const part of parts) {
      send(toFrame(part))
      await drained()
    }
  } catch (error) {
    fail(ref, error)
  }
}

const ofReply = (part: ReplyStreamPart): ServerFrame => ({ type: 'reply', part })

function ofEvents(part: EventStreamPart, ref: string): ServerFrame {
  switch (part.type) {
    case 'ready':
      return { type: 'events.ready', ref, number: part.number }
    case 'reset':
      return { type: 'events.reset', ref, number: part.number, reason: part.reason }
    case 'event':
      return { type: 'event', event: part.event }
    case 'typing':
      return part
  }
}
