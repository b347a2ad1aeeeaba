import { weightAt } from '../passage-size.ts'

// About a heading and the first words under it.
const LETTERS = 60

/** What a passage begins with: so many letters of it, or as many Chinese characters as say as much. */
export function leadOf(text: string): string {
  let size = 0
  for (let at = 0; at < text.length; at++) {
    size += weightAt(text, at)
    if (size > LETTERS) return text.slice(0, at)
  }
  return text
}
