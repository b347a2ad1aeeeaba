// How much of a table forms one block, including its header: less than a passage, so that none lacks the header.
const BLOCK_WEIGHT = 800

const dense = /[\u2E80-\u9FFF\uAC00-\uD7A3]/g
const weightOf = (line: string) => line.length + 1.25 * (line.match(dense)?.length ?? 0)

const oneLine = (cell: string) => cell.replace(/\s+/g, ' ').trim()
const isFilled = (cell: string) => cell !== ''

/**
 * A table as blocks of lines, with cells separated by bars, and the header at the top of each block. Lines above the
 * header, such as a title, are blocks of their own. Empty rows and trailing empty columns are dropped.
 */
export function tableBlocks(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(oneLine)).filter((row) => row.some(isFilled))
  const isTable = (row: readonly string[]) => row.filter(isFilled).length > 1
  const headerAt = rows.findIndex(isTable)
  if (headerAt < 0)
    return rows.length === 0 ? [] : [rows.map((row) => row.filter(isFilled).join(' ')).join('\n')]
  const titles = rows.slice(0, headerAt).map((row) => row.filter(isFilled).join(' '))
  const [header = '', ...body] = rows.slice(headerAt).map(lineOf)
  return [...titles, ...withHeader(header, body)]
}

function lineOf(row: readonly string[]): string {
  const end = row.findLastIndex(isFilled) + 1
  return row.slice(0, end).join(' | ')
}

function withHeader(header: string, body: readonly string[]): string[] {
  const blocks: string[][] = []
  const weightMax = BLOCK_WEIGHT - weightOf(header)
  let weight = Number.POSITIVE_INFINITY
  for (const line of body) {
    weight += weightOf(line)
    if (weight > weightMax) {
      blocks.push([header])
      weight = weightOf(line)
    }
    blocks.at(-1)?.push(line)
  }
  return blocks.length === 0 ? [header] : blocks.map((lines) => lines.join('\n'))
}
