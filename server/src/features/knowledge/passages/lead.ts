import { weightAt } from '../passage-size.ts'

// About a heading and the first words under it.
const LETTERS = 60

/** The lead of a passage: its first letters, or as many Chinese characters as say the same. */
export function leadOf(text: string): string {
  let size = 0
  for (let at = 0; at < text.length; at++) {
    size += weightAt(text, at)
    if (size > LETTERS) return text.slice(0, at)
  }
  return text
}
