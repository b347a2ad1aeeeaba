import { entryTerms } from '#platform/lexical/entry-terms.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import type { PageMark } from './text-store.ts'

/** As much of a text as fits into an answer’s context. */
export interface Excerpt {
  readonly text: string
  readonly isWhole: boolean
  /** The share of the text, from 0 to 100. */
  readonly percent: number
  /** The pages it touches, such as `1-3, 12`; null for a text without pages. */
  readonly pages: string | null
}

const PIECE_CHARACTERS = 1_200
// A question is at the beginning or the end of a message.
const QUESTION_CHARACTERS = 2_000
const GAP = '\n\n[…]\n\n'
const RANGES_MAX = 12

interface Piece {
  readonly start: number
  readonly text: string
}

/** A text, or of a long one the beginning and the parts that match the question best, in order. */
export function excerptOf(
  text: string,
  { question, tokensMax, pages }: { question: string; tokensMax: number; pages: readonly PageMark[] },
): Excerpt {
  if (countTokens(text) <= tokensMax) return { text, isWhole: true, percent: 100, pages: null }
  const pieces = piecesOf(text)
  const chosen = [...choose(pieces, question, tokensMax)].sort((a, b) => a.start - b.start)
  const parts = chosen.map((piece, at) => {
    const before = chosen[at - 1]
    const isNext = before !== undefined && before.start + before.text.length === piece.start
    return `${at === 0 ? '' : isNext ? '' : GAP}${piece.text}`
  })
  const length = chosen.reduce((sum, piece) => sum + piece.text.length, 0)
  return {
    text: parts.join(''),
    isWhole: false,
    percent: Math.min(99, Math.floor((length / text.length) * 100)),
    pages: pages.length === 0 ? null : rangesOf(chosen.flatMap((piece) => pagesAt(piece, pages))),
  }
}

/** Pieces of about one length that end at a line break, if there is one. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  for (let start = 0; start < text.length; ) {
    const wished = start + PIECE_CHARACTERS
    const line = text.lastIndexOf('\n', wished)
    let end = wished >= text.length ? text.length : line > start + PIECE_CHARACTERS / 2 ? line + 1 : wished
    // Never between the two halves of one character.
    if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end += 1
    pieces.push({ start, text: text.slice(start, end) })
    start = end
  }
  return pieces
}

/** The first piece, then those that match the question best, as many as fit. */
function choose(pieces: readonly Piece[], question: string, tokensMax: number): Set<Piece> {
  const { length } = question
  const asked = entryTerms(
    length <= 2 * QUESTION_CHARACTERS
      ? question
      : `${question.slice(0, QUESTION_CHARACTERS)}\n${question.slice(-QUESTION_CHARACTERS)}`,
  )
  const terms = pieces.map((piece) => new Set(entryTerms(piece.text)))
  const weights = new Map(
    asked.map((term) => {
      const holding = terms.filter((held) => held.has(term)).length
      return [term, holding === 0 ? 0 : Math.log(1 + pieces.length / holding)]
    }),
  )
  const scored = pieces.map((piece, at) => {
    const held = terms[at] ?? new Set()
    const score = asked.reduce((sum, term) => sum + (held.has(term) ? (weights.get(term) ?? 0) : 0), 0)
    return { piece, score: at === 0 ? Number.POSITIVE_INFINITY : score }
  })
  const chosen = new Set<Piece>()
  let left = tokensMax
  for (const { piece } of scored.toSorted((a, b) => b.score - a.score || a.piece.start - b.piece.start)) {
    const cost = countTokens(piece.text)
    if (cost > left) continue
    left -= cost
    chosen.add(piece)
  }
  return chosen
}

const pagesAt = ({ start, text }: Piece, pages: readonly PageMark[]): number[] => {
  const end = start + text.length
  const before = pages.findLast((mark) => mark.start <= start)
  const inside = pages.filter((mark) => mark.start > start && mark.start < end)
  return [...(before ? [before.page] : []), ...inside.map(({ page }) => page)]
}

function rangesOf(pages: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const page of [...new Set(pages)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else ranges.push([page, page])
  }
  const told = ranges.slice(0, RANGES_MAX).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
  return ranges.length > RANGES_MAX ? `${told.join(', ')}, …` : told.join(', ')
}
