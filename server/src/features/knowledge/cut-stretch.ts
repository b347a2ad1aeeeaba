import { sentencesOf, type Stretch, trimmed } from './sentences.ts'
import { PASSAGE_SIZE, sizeOf, weightAt } from './size.ts'

// What may come again at the start of the next piece, so that it is understood alone.
const OVERLAP_SIZE = PASSAGE_SIZE / 7

/** Cuts a stretch that is too large: between lines, else between sentences, else anywhere but inside a character. */
export function cutStretch(text: string, stretch: Stretch): Stretch[] {
  if (sizeOf(text, stretch.start, stretch.end) <= PASSAGE_SIZE * 1.25) return [stretch]
  const pieces: Stretch[] = []
  let current: Stretch | null = null
  let last: Stretch | null = null
  for (const unit of unitsOf(text, stretch)) {
    if (current && sizeOf(text, current.start, unit.end) > PASSAGE_SIZE) {
      pieces.push(current)
      current = withOverlap(text, last, current, unit)
    }
    current = { start: current?.start ?? unit.start, end: unit.end }
    last = unit
  }
  return current ? [...pieces, current] : pieces
}

/** Begins the next piece with the sentence before it when that is short. */
function withOverlap(text: string, last: Stretch | null, piece: Stretch, next: Stretch): Stretch {
  const isWorthIt =
    last !== null && last.start > piece.start && sizeOf(text, last.start, last.end) <= OVERLAP_SIZE
  return isWorthIt && sizeOf(text, last.start, next.end) <= PASSAGE_SIZE ? { ...last } : { ...next }
}

function unitsOf(text: string, stretch: Stretch): Stretch[] {
  return sentencesOf(text.slice(stretch.start, stretch.end))
    .map(({ start, end }) => ({ start: stretch.start + start, end: stretch.start + end }))
    .flatMap((unit) => (sizeOf(text, unit.start, unit.end) <= PASSAGE_SIZE ? [unit] : chop(text, unit)))
}

/** Pieces of one endless sentence, ended after a space or a mark where one is near. */
function chop(text: string, { start, end }: Stretch): Stretch[] {
  const pieces: Stretch[] = []
  let from = start
  while (from < end) {
    const to = chopEnd(text, from, end)
    const piece = trimmed(text, { start: from, end: to })
    if (piece) pieces.push(piece)
    from = to
  }
  return pieces
}

function chopEnd(text: string, from: number, end: number): number {
  let size = 0
  let best = 0
  for (let at = from; at < end; at++) {
    size += weightAt(text, at)
    if (size > PASSAGE_SIZE) {
      const isInside = /[\uDC00-\uDFFF]/.test(text[at] ?? '')
      return best > 0 ? best : isInside ? at - 1 : at
    }
    if (size > PASSAGE_SIZE * 0.7 && /[\s,，、:：]/.test(text[at] ?? '')) best = at + 1
  }
  return end
}
