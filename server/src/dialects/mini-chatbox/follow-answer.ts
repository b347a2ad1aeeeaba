import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyUsage } from '#contract/reply-parts.ts'
import type { Message, Reply } from '#contract/shapes/conversation.ts'
import { cancelReply, followTurn } from '#features/replies/index.ts'
import { listMessages, readReply } from '#features/conversations/index.ts'
import { searchKnowledge } from '#features/knowledge/index.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import { PARAGRAPH, streamText } from '../kit/stream-text.ts'
import { type Begun, decide } from './ask.ts'
import type { Caller } from './caller.ts'
import { note } from './numbers.ts'
import { permissionOf, pendingIn, referencesOf } from './translate.ts'

/** An answer to its end. */
export interface Answer {
  readonly parts: readonly MessagePart[]
  readonly usage: ReplyUsage
  /** Its message, or the last of several. */
  readonly message: Message | null
}

interface Following {
  /** Whoever listens; its signal ends with them. */
  readonly caller: Caller
  /** The same, for work that continues after a disconnect. */
  readonly lasting: Caller
  readonly begun: Begun
  readonly approvesTools: boolean
  /** Whether it is written to its end even if nobody listens. */
  readonly isKept?: boolean
}

/** Tells listeners that the text so far is void, since it cannot be removed. */
const BEGUN_AGAIN = '\n\n[The answer was interrupted and begins again.]\n\n'
const ROUNDS_MAX = 5
const HITS = 50
const NEWEST = 20

/**
 * Yields an answer as it is written, then its sources, and requests for approval of pending calls. Disconnecting stops
 * it. Throws Fault `upstream_failed` with a reason that may be shown.
 */
export async function* followAnswer({
  caller,
  lasting,
  begun,
  approvesTools,
  isKept = false,
}: Following): AsyncGenerator<string, Answer> {
  let reply = begun.reply
  let hasEnded = isKept
  let hasSpoken = false
  try {
    for (let round = 1; ; round += 1) {
      const told = yield* streamText(followTurn(caller.scope, reply), BEGUN_AGAIN)
      hasSpoken ||= told.hasSpoken
      const message = await readAnswer(lasting, reply)
      const parts = message?.parts ?? told.parts
      const isAsking = message !== null && pendingIn(parts).length > 0
      if (isAsking && approvesTools && round <= ROUNDS_MAX) {
        reply = await decide(lasting, message, 'approve')
        if (hasSpoken) yield PARAGRAPH
        continue
      }
      hasEnded = true
      const references = await tellReferences(lasting, begun.question, message, parts)
      const trailing = references + permissionOf(parts)
      if (trailing !== '') yield hasSpoken ? trailing : trailing.trimStart()
      return { usage: told.usage, parts, message }
    }
  } catch (error) {
    hasEnded ||= !caller.scope.signal.aborted
    throw error
  } finally {
    if (!hasEnded) await cancelReply(lasting.scope, { replyId: reply.id }).catch(() => {})
  }
}

/** The same for clients that wait for the whole answer. */
export async function collectAnswer(following: Following): Promise<Answer & { content: string }> {
  const telling = followAnswer(following)
  let content = ''
  for (;;) {
    const { done, value } = await telling.next()
    if (done) return { ...value, content }
    content += value
  }
}

/** The message that an answer has become. */
async function readAnswer({ scope }: Caller, { id: replyId }: Reply): Promise<Message | null> {
  const { messageId, conversationId } = await readReply(scope, { replyId })
  const { items } = await listMessages(scope, {
    conversationId,
    limit: NEWEST,
    order: 'newest',
    branch: 'all',
  })
  return items.find(({ id }) => id === messageId) ?? null
}

/** The sources of an answer with their relevance, stored in the form in which they are sent. */
async function tellReferences(
  { scope }: Caller,
  question: string,
  message: Message | null,
  parts: readonly MessagePart[],
): Promise<string> {
  if (!parts.some(({ type }) => type === 'source')) return ''
  const elevated = elevateScope(scope, { asked: 'conversation:read', may: ['knowledge:search'] })
  const { items } = await searchKnowledge(elevated, { query: question.slice(0, 2_000), limit: HITS })
  const references = referencesOf(parts, items)
  if (message) await note(elevated, 'message-notes', message.id, { references })
  return references
}
