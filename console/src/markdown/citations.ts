import type { SourcePart } from '#contract/message-parts.ts'

/*
 * A citation is put into the text before it is lexed, as a number between two marks, so that it ends up where it
 * belongs however the text is formatted. The marks count as punctuation, so they do not disturb emphasis beside them.
 */
const OPEN = '\u2e28'
const CLOSE = '\u2e29'
const citation = new RegExp(`${OPEN}(\\d+)${CLOSE}`)

/** The text with a mark after each stretch that a source supports. Marks of the text itself are taken out. */
export function withCitations(text: string, sources: readonly SourcePart[]): string {
  const numbersAt = new Map<number, Set<number>>()
  for (const { number, answerRange } of sources) {
    const numbers = numbersAt.get(answerRange.end) ?? new Set()
    numbersAt.set(answerRange.end, numbers.add(number))
  }
  const ends = [...numbersAt.keys()].filter((end) => end >= 0 && end <= text.length).sort((a, b) => a - b)
  let from = 0
  let marked = ''
  for (const end of ends) {
    marked += plain(text.slice(from, end))
    for (const number of [...(numbersAt.get(end) ?? [])].sort((a, b) => a - b)) marked += `${OPEN}${number}${CLOSE}`
    from = end
  }
  return marked + plain(text.slice(from))
}

// As long as what it replaces, so that ranges still fit.
const plain = (text: string): string => text.replaceAll(OPEN, '(').replaceAll(CLOSE, ')')

/** A piece of text cut at its citations: words, and the numbers between them. */
export const cutAtCitations = (text: string): (string | number)[] =>
  text
    .split(citation)
    .map((piece, index) => (index % 2 === 1 ? Number(piece) : piece))
    .filter((piece) => piece !== '')

/** The text without marks: for places that cannot show a citation, such as code. */
export const withoutCitations = (text: string): string => text.replaceAll(new RegExp(citation, 'g'), '')
