/** A stretch of a text in UTF-16 units, end exclusive. */
export interface Range {
  start: number
  end: number
}

const LENGTH_MAX = 4_000

/** A long text in stretches that a browser can lay out one by one: they end at line breaks, and together they are the text. */
export function paragraphsOf(text: string): Range[] {
  const ranges: Range[] = []
  let start = 0
  while (start < text.length) {
    const blank = text.indexOf('\n\n', start)
    const natural = blank < 0 ? text.length : blank + 2
    const line = text.lastIndexOf('\n', start + LENGTH_MAX)
    const forced = line > start ? line + 1 : wholeCharacter(text, start + LENGTH_MAX)
    const end = natural - start <= LENGTH_MAX ? natural : Math.min(forced, text.length)
    ranges.push({ start, end })
    start = end
  }
  return ranges
}

const wholeCharacter = (text: string, end: number): number =>
  /[\udc00-\udfff]/.test(text[end] ?? '') ? end + 1 : end

/** The range that an address names as `#passage=start-end`, or null. */
export function rangeIn(hash: string, length: number): Range | null {
  const [, first, last] = /passage=(\d+)-(\d+)/.exec(hash) ?? []
  const start = Number(first)
  const end = Math.min(Number(last), length)
  return start < end ? { start, end } : null
}
