import type { MessagePart } from '#contract/message-parts.ts'

/** How much of an answer may be seen: so many parts, and of the last one so much text. */
export interface Extent {
  readonly parts: number
  readonly text: number
}

export function extentOf(parts: readonly MessagePart[]): Extent {
  const last = parts.at(-1)
  return { parts: parts.length, text: last && 'text' in last ? last.text.length : 0 }
}

/** The parts as far as they may be seen; what is copied does not grow with them. */
export function cutToExtent(parts: readonly MessagePart[], extent: Extent): MessagePart[] {
  const seen = parts.slice(0, extent.parts).map((part) => ({ ...part }))
  const last = seen.at(-1)
  if (last && 'text' in last) last.text = last.text.slice(0, extent.text)
  return seen
}
