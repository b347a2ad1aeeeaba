import type { SentMessage } from '#contract/shapes/conversation.ts'
import { followTurn } from '#features/replies/index.ts'
import { sendMessage } from '#features/messages/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import { countMessage, observeAnswer } from './metrics.ts'
import { note } from './numbers.ts'
import { badRequest } from './refusal.ts'
import type { Session } from './session.ts'

const MESSAGE_CHARACTERS = 4_000

/** Throws a refusal for an invalid message, before anything is opened for it. */
export function refuseUnsayable(content: string): void {
  if (content.trim() === '') throw badRequest('消息内容不能为空')
  if ([...content].length > MESSAGE_CHARACTERS)
    throw badRequest(`消息长度不能超过${MESSAGE_CHARACTERS}个字符`)
}

const handToSay = (scope: Scope) => elevateScope(scope, { asked: 'message:send' })

/** Stores a message of the session's owner; its answer is followed wherever somebody listens. */
export async function say(
  scope: Scope,
  { conversation, notes }: Session,
  { content, clientId }: { content: string; clientId?: string | undefined },
): Promise<SentMessage> {
  if (notes.status === 'idle')
    await note(handToSay(scope), 'session-notes', conversation.id, { status: 'active' })
  const sent = await sendOnce(scope, conversation.id, content, clientId)
  if (!sent.replayed) {
    countMessage(scope.app, 'contact')
    if (sent.reply) void observe(scope, sent.reply)
  }
  return sent
}

/**
 * A repeat is recognized by its ID. Clients that restart their counter use an ID twice for different texts: those are
 * no repeats.
 */
async function sendOnce(scope: Scope, conversationId: string, text: string, clientId: string | undefined) {
  const said = { conversationId, parts: [{ type: 'text' as const, text }] }
  if (clientId === undefined) return sendMessage(scope, said)
  try {
    return await sendMessage(scope, { ...said, clientId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'conflict') return sendMessage(scope, said)
    throw error
  }
}

/** Counts how an answer ends, once, however many listen. */
async function observe(scope: Scope, reply: NonNullable<SentMessage['reply']>) {
  const began = performance.now()
  try {
    for await (const piece of followTurn(scope, reply))
      if (piece.type === 'reply-end') {
        observeAnswer(scope.app, piece, performance.now() - began)
        if (piece.state === 'completed') countMessage(scope.app, 'ai')
      }
  } catch {
    // Nobody waits for a figure.
  }
}
