import type { MessagePart } from '#contract/message-parts.ts'
import { hasReadOutside, type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'

const isQuoted = (part: MessagePart): boolean => part.type === 'text' && part.origin !== undefined

/** What an answer is told of its conversation. */
interface Told {
  readonly history: readonly MessageRow[]
  /** What was said before that, in short. */
  readonly summary: string | null
}

/** What is known of a conversation's newest messages. */
export interface Newest {
  readonly messages: readonly MessageRow[]
  /** Those of them that are answers which had read text from outside. */
  readonly outside: ReadonlySet<string>
}

/**
 * Whether what an answer is told of the conversation may hold words of anybody: what stands in it from elsewhere, and answers
 * that had read such, also where they are only summed up. What is known spares asking.
 */
export async function hasUntrustedText(
  tx: Reader,
  conversationId: string,
  { history, summary }: Told,
  known: Newest = { messages: [], outside: new Set() },
): Promise<boolean> {
  if (hasForeignWords(history)) return true
  const answers = history.filter(({ role }) => role === 'assistant').map((row) => row.id)
  if (answers.some((id) => known.outside.has(id))) return true
  if (summary !== null) return hasReadOutside(tx, conversationId, null)
  const looked = new Set(known.messages.map(({ id }) => id))
  return hasReadOutside(
    tx,
    conversationId,
    answers.filter((id) => !looked.has(id)),
  )
}

/** Whether files or words from elsewhere stand in what was said, which may have been written by anybody. */
const hasForeignWords = (history: readonly MessageRow[]): boolean =>
  history.some((row) => partsOf(row).some((part) => part.type === 'file' || isQuoted(part)))

/** What people said themselves: an address in what they quote was not named by them. */
export const userTexts = (history: readonly MessageRow[]): string[] =>
  history
    .filter(({ role }) => role === 'user')
    .map((row) => textOf(partsOf(row).filter((part) => !isQuoted(part))))
