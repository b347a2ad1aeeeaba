import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import type { Caller } from './caller.ts'
import { type Asked, decisionIn } from './message-request.ts'
import { listOwn, requireConversation } from './conversations.ts'
import { readSaid, type Said } from './messages.ts'
import { contentOf, pendingIn } from './translate.ts'

/** The conversation of a question, and how it relates to it. */
export type Meant =
  | { readonly conversation: Conversation; readonly stand: 'next' }
  /** It is stored already, and waits for its answer. */
  | { readonly conversation: Conversation; readonly stand: 'asked'; readonly question: Message }
  /** It decides calls that wait for approval. */
  | {
      readonly conversation: Conversation
      readonly stand: 'decided'
      readonly answer: Message
      readonly decision: 'approve' | 'decline'
    }

const CONVERSATIONS = 10
const MESSAGES = 100

/**
 * Finds the conversation that is meant. Its pages send the whole conversation and never name it; the earlier messages
 * were stored by previous calls, so they identify it. Null if there is none like it.
 */
export async function whatIsMeant(caller: Caller, asked: Asked): Promise<Meant | null> {
  if (asked.conversation !== null) {
    const conversation = await requireConversation(caller, asked.conversation)
    const said = await readSaid(caller, conversation.id, MESSAGES)
    return standOf(conversation, said, asked, { isNamed: true }) ?? { conversation, stand: 'next' }
  }
  let next: Meant | null = null
  for (const conversation of await listOwn(caller, CONVERSATIONS)) {
    if (conversation.messageCount === 0) continue
    const said = await readSaid(caller, conversation.id, MESSAGES)
    const meant = standOf(conversation, said, asked, { isNamed: false })
    if (meant && meant.stand !== 'next') return meant
    next ??= meant
  }
  return next
}

/** How a conversation relates to what was sent; null if they differ. */
function standOf(
  conversation: Conversation,
  said: readonly Said[],
  { earlier, content }: Asked,
  { isNamed }: { isNamed: boolean },
): Meant | null {
  const last = said.at(-1)
  if (!last) return null
  const questions = said.flatMap((one) =>
    one.message.role === 'user' ? [contentOf(one.message, one.notes).trim()] : [],
  )
  const posted = earlier.flatMap((one) => (one.role === 'user' ? [one.content.trim()] : []))
  const isSame = (texts: readonly string[]) => isNamed || isSameEnd(questions, texts, said.length >= MESSAGES)
  if (last.message.role === 'user')
    return questions.at(-1) === content && isSame([...posted, content])
      ? { conversation, stand: 'asked', question: last.message }
      : null
  if (!isSame(posted)) return null
  const decision = decisionIn(content)
  if (decision && pendingIn(last.message.parts).length > 0)
    return { conversation, stand: 'decided', answer: last.message, decision }
  return posted.length > 0 ? { conversation, stand: 'next' } : null
}

/** Whether two lists are the same; of the first, perhaps only the end was read. */
const isSameEnd = (known: readonly string[], posted: readonly string[], isCut: boolean): boolean =>
  (isCut ? known.length <= posted.length : known.length === posted.length) &&
  known.every((text, at) => text === posted[posted.length - known.length + at])
