const separators = [',', ';', '\t', '|'] as const

/**
 * The rows of a CSV text (RFC 4180) with their cells. The separator is the one of comma, semicolon, tab and bar that
 * splits the first lines most evenly. An unterminated quote extends to the end of the text.
 */
export function readCsv(text: string): string[][] {
  const content = text.replace(/^\uFEFF/, '')
  return rowsOf(content, separatorOf(content))
}

const SAMPLE_CHARACTERS = 20_000
const SAMPLE_ROWS = 20

function separatorOf(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let best = { separator: ',', score: 0 }
  for (const separator of separators) {
    const widths = rowsOf(sample, separator)
      .slice(0, SAMPLE_ROWS)
      .map((row) => row.length)
    const [first = 1] = widths
    const even = widths.filter((width) => width === first).length / Math.max(widths.length, 1)
    const score = first > 1 ? even * Math.min(first, 12) : 0
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

function rowsOf(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const { cell, end } = cellAt(text, at, separator)
    row.push(cell)
    at = end
    if (text[at] === separator) {
      at++
      // A separator at the very end is followed by one more empty cell.
      if (at < text.length) continue
      row.push('')
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    rows.push(row)
    row = []
  }
  return rows
}

function cellAt(text: string, start: number, separator: string): { cell: string; end: number } {
  if (text[start] !== '"') {
    let end = start
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    return { cell: text.slice(start, end), end }
  }
  let cell = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { cell: cell + text.slice(from), end: text.length }
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') return afterQuote(text, cell, quote + 1, separator)
    cell += '"'
    from = quote + 2
  }
}

/** Text between the closing quote and the separator belongs to the cell, as spreadsheets read it. */
function afterQuote(text: string, quoted: string, start: number, separator: string) {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { cell: quoted + text.slice(start, end), end }
}
