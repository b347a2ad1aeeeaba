import type { MessagePart } from '#contract/message-parts.ts'
import { type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'

const isQuoted = (part: MessagePart): boolean => part.type === 'text' && part.origin !== undefined

/** Whether files or words from elsewhere stand in what was said, which may have been written by anybody. */
export const hasForeignWords = (history: readonly MessageRow[]): boolean =>
  history.some((row) => partsOf(row).some((part) => part.type === 'file' || isQuoted(part)))

/** What people said themselves: an address in what they quote was not named by them. */
export const ownWords = (history: readonly MessageRow[]): string[] =>
  history
    .filter(({ role }) => role === 'user')
    .map((row) => textOf(partsOf(row).filter((part) => !isQuoted(part))))
