type Cell = string | number | null

/** A text that a spreadsheet would take for a formula is made a text again. */
const cell = (value: Cell): string => {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as comma-separated values: plain numbers, durations in seconds, shares from 0 to 1. */
export const csvOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')

/** As a file. Begins with a mark, without which spreadsheets misread other scripts. */
export const csvFile = (head: readonly string[], rows: readonly (readonly Cell[])[]): Blob =>
  new Blob(['\uFEFF', csvOf(head, rows)], { type: 'text/csv;charset=utf-8' })
