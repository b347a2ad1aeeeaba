import type { MessagePart } from '#contract/message-parts.ts'
import { type Extent, cutToExtent } from './extent.ts'

/** What an answer has become since it reached as far as `from`. */
export interface Growth {
  readonly from: Extent
  /** What its last part says besides, where that is a text. */
  readonly tail: string
  readonly parts: readonly MessagePart[]
}

/** What is seen of an answer beyond `from`; nothing where that is further than what is seen. */
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
 * The parts with a growth that begins where they end, or before; what they have of it already is not added again. Null
 * where something is missing between them.
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
