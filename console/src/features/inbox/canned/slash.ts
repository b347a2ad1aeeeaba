/** A name that is being typed behind a `/`: where that stands, and what of it is there. */
export interface Slash {
  start: number
  typed: string
}

const TYPED_MAX = 40

/** What the caret stands behind; null where no canned reply is being called up. A `/` in an address or a date is none. */
export function slashAt(text: string, caret: number): Slash | null {
  const start = text.lastIndexOf('/', caret - 1)
  if (start < 0 || caret - start > TYPED_MAX || /[\p{Script=Latin}\p{N}_/:.]/u.test(text[start - 1] ?? ''))
    return null
  const typed = text.slice(start + 1, caret)
  return /[\n/]/.test(typed) || typed.startsWith(' ') ? null : { start, typed }
}

/** The text with another in the place of what was typed, and where the caret stands then. */
export const insertReply = (text: string, { start, typed }: Slash, written: string) => ({
  text: text.slice(0, start) + written + text.slice(start + 1 + typed.length),
  caret: start + written.length,
})
