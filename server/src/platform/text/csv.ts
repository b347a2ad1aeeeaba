/** Begins a file, so that spreadsheets read it as UTF-8. */
export const CSV_START = '\u{FEFF}'

/**
 * One line of a CSV file (RFC 4180), with its line break. A cell that a spreadsheet would take for a formula gets a
 * leading apostrophe, which makes it text: names and addresses come from strangers.
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

// Also behind white space, and in the wide forms that some spreadsheets take for the same.
const looksLikeFormula = /^[\s\p{C}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u

function cell(text: string): string {
  const safe = looksLikeFormula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
