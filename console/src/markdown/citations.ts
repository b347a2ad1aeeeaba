import type { SourcePart, UnsupportedPart } from '#contract/message-parts.ts'

/*
 * A citation is put into the text before it is lexed, as its index between two marks, so that it ends up where it
 * belongs however the text is formatted. The marks count as punctuation, so they do not disturb emphasis beside them.
 */
const OPEN = '\u2e28'
const CLOSE = '\u2e29'
const citation = new RegExp(`${OPEN}(\\d+)${CLOSE}`)

/** The text with a mark after each stretch that a source supports, or that none does. Marks of the text itself are taken out. */
export function withCitations(text: string, sources: readonly (SourcePart | UnsupportedPart)[]): string {
  const marksAt = new Map<number, string>()
  const seen = new Set<string>()
  for (const [index, source] of sources.entries()) {
    const { answerRange } = source
    const number = source.type === 'source' ? source.number : 0
    const place = `${answerRange.end}:${number}`
    if (seen.has(place) || answerRange.end < 0 || answerRange.end > text.length) continue
    seen.add(place)
    marksAt.set(answerRange.end, `${marksAt.get(answerRange.end) ?? ''}${OPEN}${index}${CLOSE}`)
  }
  let from = 0
  let marked = ''
  for (const [end, marks] of [...marksAt].sort(([a], [b]) => a - b)) {
    marked += plain(text.slice(from, end)) + marks
    from = end
  }
  return marked + plain(text.slice(from))
}

// As long as what it replaces, so that ranges still fit.
const plain = (text: string): string => text.replaceAll(OPEN, '(').replaceAll(CLOSE, ')')

/** A piece of text cut at its citations: words, and the indices between them. */
export const cutAtCitations = (text: string): (string | number)[] =>
  text
    .split(citation)
    .map((piece, index) => (index % 2 === 1 ? Number(piece) : piece))
    .filter((piece) => piece !== '')

/** The text without marks: for places that cannot show a citation, such as code. */
export const withoutCitations = (text: string): string => text.replaceAll(new RegExp(citation, 'g'), '')

/** The indices of the citations in a text. */
export const citationsIn = (text: string): number[] =>
  cutAtCitations(text).filter((piece) => typeof piece === 'number')
