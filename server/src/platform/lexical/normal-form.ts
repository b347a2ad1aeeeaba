/** A range of a text in UTF-16 code units; the end is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

// Sorting marks takes time quadratic in their number, and no language has this many on one letter.
const tooManyMarks = /\p{M}{31,}/gu
const MARKS_MAX = 30

/**
 * A text in which width, form and composition make no difference (NFKC), to compare by: `１０²` and `102` are one. Never to
 * be stored, shown or quoted.
 */
export const normalForm = (text: string): string =>
  text.replace(tooManyMarks, (marks) => Array.from(marks).slice(0, MARKS_MAX).join('')).normalize('NFKC')

/** A text in another form, with the position of each of its ranges in the original. */
export interface FormedText {
  readonly text: string
  /** The whole original characters that a range was made from. */
  rangeIn(range: Range): Range
}

// Sequences that normal forms compose: Hangul jamo, and a character with its marks and voicing signs.
const clusters = /[\u1100-\u11FF]+|\P{M}[\p{M}\uFF9E\uFF9F]*|\p{M}+/gu

/** A text in a form that is derived character by character. Time and memory are proportional to its length. */
export function formedText(text: string, form: (text: string) => string): FormedText {
  const whole = form(text)
  if (whole === text) return { text, rangeIn: (range) => range }
  let formed = ''
  const places: Range[] = []
  for (const { 0: cluster, index } of text.matchAll(clusters)) {
    const piece = form(cluster)
    formed += piece
    const place = { start: index, end: index + cluster.length }
    for (let unit = 0; unit < piece.length; unit++) places.push(place)
  }
  return {
    text: formed,
    rangeIn: ({ start, end }) => ({
      start: places[start]?.start ?? text.length,
      end: end > start ? (places[end - 1]?.end ?? text.length) : (places[start]?.start ?? text.length),
    }),
  }
}
