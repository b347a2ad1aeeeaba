/** A name that is being typed behind an `@`: where it begins, and what of it is there. */
export interface Mention {
  start: number
  typed: string
}

const isOfWord = (character: string | undefined) =>
  character !== undefined && /[\p{Script=Latin}\p{N}_]/u.test(character)
const NAME_MAX = 100

/** The mention that the caret stands in; null where it stands in none. */
export function mentionAt(text: string, caret: number): Mention | null {
  const start = text.lastIndexOf('@', caret - 1)
  if (start < 0 || caret - start > NAME_MAX || isOfWord(text[start - 1])) return null
  const typed = text.slice(start + 1, caret)
  return /\n/.test(typed) ? null : { start, typed }
}

/** Whose name goes on like that. */
export const fitting = <A extends { name: string }>(agents: readonly A[], { typed }: Mention): A[] =>
  agents.filter(
    ({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()) && name.length > typed.length,
  )

/** The text with the whole name in the place of what was typed, and where the caret stands then. */
export function withName(
  text: string,
  { start, typed }: Mention,
  name: string,
): { text: string; caret: number } {
  const rest = text.slice(start + 1 + typed.length)
  const written = `@${name}${rest.startsWith(' ') ? '' : ' '}`
  return { text: text.slice(0, start) + written + rest, caret: start + name.length + 2 }
}
