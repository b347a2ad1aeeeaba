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

/**
 * Whether what an answer is told of the conversation may hold words of anybody: what stands in it from elsewhere, and answers
 * that had read such, also where they are only summed up.
 */
export async function isToldForeignWords(
  tx: Reader,
  conversationId: string,
  { history, summary }: Told,
): Promise<boolean> {
  if (hasForeignWords(history)) return true
  const answers = history.filter(({ role }) => role === 'assistant').map((row) => row.id)
  return hasReadOutside(tx, conversationId, summary === null ? answers : null)
}

/** Whether files or words from elsewhere stand in what was said, which may have been written by anybody. */
const hasForeignWords = (history: readonly MessageRow[]): boolean =>
  history.some((row) => partsOf(row).some((part) => part.type === 'file' || isQuoted(part)))

/** What people said themselves: an address in what they quote was not named by them. */
export const ownWords = (history: readonly MessageRow[]): string[] =>
  history
    .filter(({ role }) => role === 'user')
    .map((row) => textOf(partsOf(row).filter((part) => !isQuoted(part))))
