import { sentencesOf, type Stretch, trimmed } from '../sentences.ts'
import { type PassageSize, sizeOf, weightAt } from '../passage-size.ts'

/**
 * Splits a range that is too large: between lines, otherwise between sentences, otherwise anywhere but inside a
 * character.
 */
export function cutStretch(text: string, stretch: Stretch, size: PassageSize): Stretch[] {
  if (sizeOf(text, stretch.start, stretch.end) <= size.passage * 1.25) return [stretch]
  const pieces: Stretch[] = []
  let current: Stretch | null = null
  let last: Stretch | null = null
  for (const unit of unitsOf(text, stretch, size.passage)) {
    if (current && sizeOf(text, current.start, unit.end) > size.passage) {
      pieces.push(current)
      current = withOverlap(text, last, current, unit, size)
    }
    current = { start: current?.start ?? unit.start, end: unit.end }
    last = unit
  }
  return current ? [...pieces, current] : pieces
}

/** Starts the next piece with the sentence before it if that is short, so that it can be understood alone. */
function withOverlap(
  text: string,
  last: Stretch | null,
  piece: Stretch,
  next: Stretch,
  size: PassageSize,
): Stretch {
  const isWorthIt =
    last !== null && last.start > piece.start && sizeOf(text, last.start, last.end) <= size.overlap
  return isWorthIt && sizeOf(text, last.start, next.end) <= size.passage ? { ...last } : { ...next }
}

function unitsOf(text: string, stretch: Stretch, max: number): Stretch[] {
  return sentencesOf(text.slice(stretch.start, stretch.end))
    .map(({ start, end }) => ({ start: stretch.start + start, end: stretch.start + end }))
    .flatMap((unit) => (sizeOf(text, unit.start, unit.end) <= max ? [unit] : chop(text, unit, max)))
}

/** Pieces of one endless sentence, ending after a space or a punctuation mark if one is near. */
function chop(text: string, { start, end }: Stretch, max: number): Stretch[] {
  const pieces: Stretch[] = []
  let from = start
  while (from < end) {
    const to = chopEnd(text, from, end, max)
    const piece = trimmed(text, { start: from, end: to })
    if (piece) pieces.push(piece)
    from = to
  }
  return pieces
}

function chopEnd(text: string, from: number, end: number, max: number): number {
  let size = 0
  let best = 0
  for (let at = from; at < end; at++) {
    size += weightAt(text, at)
    if (size > max) {
      const isInside = /[\uDC00-\uDFFF]/.test(text[at] ?? '')
      return best > 0 ? best : isInside ? at - 1 : at
    }
    if (size > max * 0.7 && /[\s,，、:：]/.test(text[at] ?? '')) best = at + 1
  }
  return end
}
