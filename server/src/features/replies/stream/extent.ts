import type { MessagePart } from '#contract/message-parts.ts'

/** How much of an answer may be seen: the number of parts, and the length of the text in the last one. */
export interface Extent {
  readonly parts: number
  readonly text: number
}

export function extentOf(parts: readonly MessagePart[]): Extent {
  const last = parts.at(-1)
  return { parts: parts.length, text: last && 'text' in last ? last.text.length : 0 }
}

/** The parts up to that extent. The cost of copying does not grow with the answer. */
export function cutToExtent(parts: readonly MessagePart[], extent: Extent): MessagePart[] {
  const seen = parts.slice(0, extent.parts).map((part) => ({ ...part }))
  const last = seen.at(-1)
  if (last && 'text' in last) last.text = last.text.slice(0, extent.text)
  return seen
}
