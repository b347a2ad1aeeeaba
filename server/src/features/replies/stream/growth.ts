import type { MessagePart } from '#contract/message-parts.ts'
import { type Extent, cutToExtent } from './extent.ts'

/** What was added to an answer since the extent `from`. */
export interface Growth {
  readonly from: Extent
  /** The addition to its last part, if that is a text. */
  readonly tail: string
  readonly parts: readonly MessagePart[]
}

/** The visible part of an answer beyond `from`; nothing if `from` is further than what is visible. */
export function growthSince(parts: readonly MessagePart[], from: Extent, seen: Extent): Growth {
  if (isBehind(seen, from)) return { from: seen, tail: '', parts: [] }
  const shown = cutToExtent(parts, seen)
  const last = shown[from.parts - 1]
  return {
    from,
    tail: last && 'text' in last ? last.text.slice(from.text) : '',
    parts: shown.slice(from.parts),
  }
}

/**
 * The parts with a growth that starts at or before their end; what they already have is not added again. Null if there
 * is a gap.
 */
export function grown(
  parts: readonly MessagePart[],
  has: Extent,
  { from, tail, parts: more }: Growth,
): MessagePart[] | null {
  if (isBehind(has, from)) return null
  const all = [...parts]
  const at = has.parts - 1
  const last = all[at]
  if (last && 'text' in last) {
    const said =
      has.parts === from.parts
        ? tail.slice(has.text - from.text)
        : textOf(more[at - from.parts]).slice(has.text)
    if (said !== '') all[at] = { ...last, text: last.text + said }
  }
  return [...all, ...more.slice(has.parts - from.parts)]
}

const textOf = (part: MessagePart | undefined): string => (part && 'text' in part ? part.text : '')

const isBehind = (extent: Extent, other: Extent): boolean =>
  extent.parts < other.parts || (extent.parts === other.parts && extent.text < other.text)
