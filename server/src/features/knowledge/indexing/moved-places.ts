import { type FormedText, formedText, normalForm, type Range } from '#platform/lexical/normal-form.ts'

/** Maps a range of a text to one in another text that has the same words in other forms. */
export type MovedPlaces = (range: Range) => Range

interface Line {
  readonly before: string
  readonly after: string
  readonly beforeAt: number
  readonly afterAt: number
}

/** Maps ranges of normalized text to the original text; null if the original does not normalize to it. */
export function movedPlaces(normalised: string, written: string): MovedPlaces | null {
  const lines = linesOf(normalised, written)
  if (!lines) return null
  let last: { line: Line; formed: FormedText } | null = null
  const formOf = (line: Line): FormedText => {
    if (last?.line !== line) last = { line, formed: formedText(line.after, normalForm) }
    return last.formed
  }
  const place = (at: number): { line: Line; within: number } => {
    const line = lineAt(lines, at)
    return { line, within: at - line.beforeAt }
  }
  return ({ start, end }) => {
    const first = place(start)
    const final = place(end)
    return {
      start:
        first.line.afterAt + formOf(first.line).rangeIn({ start: first.within, end: first.within }).start,
      end: final.line.afterAt + formOf(final.line).rangeIn({ start: 0, end: final.within }).end,
    }
  }
}

/** Line by line, so that no more than one is taken apart at a time. */
function linesOf(normalised: string, written: string): Line[] | null {
  const before = normalised.split('\n')
  const after = written.split('\n')
  if (before.length !== after.length) return null
  const lines: Line[] = []
  let beforeAt = 0
  let afterAt = 0
  for (const [nth, text] of before.entries()) {
    const line = { before: text, after: after[nth] ?? '', beforeAt, afterAt }
    if (line.after !== text && normalForm(line.after) !== text) return null
    lines.push(line)
    beforeAt += text.length + 1
    afterAt += line.after.length + 1
  }
  return lines
}

function lineAt(lines: readonly Line[], at: number): Line {
  let from = 0
  let to = lines.length - 1
  while (from < to) {
    const middle = Math.ceil((from + to) / 2)
    if ((lines[middle]?.beforeAt ?? 0) <= at) from = middle
    else to = middle - 1
  }
  return lines[from] ?? { before: '', after: '', beforeAt: 0, afterAt: 0 }
}
