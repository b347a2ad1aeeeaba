import type { MessagePart } from '#contract/message-parts.ts'
import { hasReadOutside, type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'

const isQuoted = (part: MessagePart): boolean => part.type === 'text' && part.origin !== undefined

/** The part of a conversation that an answer sees. */
interface Told {
  readonly history: readonly MessageRow[]
  /** A summary of everything before that. */
  readonly summary: string | null
}

/** Facts about the newest messages of a conversation. */
export interface Newest {
  readonly messages: readonly MessageRow[]
  /** Those of them that are answers which had read text from outside. */
  readonly outside: ReadonlySet<string>
}

/**
 * Whether the part of a conversation that an answer sees may contain text from anyone: content from elsewhere, or
 * answers that had read some, including ones that are only summarized. `newest` saves a query.
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

/** Whether the conversation contains files or text from elsewhere, which anyone may have written. */
const hasForeignWords = (history: readonly MessageRow[]): boolean =>
  history.some((row) => partsOf(row).some((part) => part.type === 'file' || isQuoted(part)))

/** What people wrote themselves: an address in quoted text was not named by them. */
export const userTexts = (history: readonly MessageRow[]): string[] =>
  history
    .filter(({ role }) => role === 'user')
    .map((row) => textOf(partsOf(row).filter((part) => !isQuoted(part))))
