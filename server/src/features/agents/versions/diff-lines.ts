import type { DiffLine } from '#contract/shapes/agent-version.ts'

/** More than this many comparisons are not worth waiting for. */
const CELLS_MAX = 4_000_000

const linesOf = (text: string): string[] => (text === '' ? [] : text.replaceAll(/\r\n?/g, '\n').split('\n'))

/** The removed and added lines, with the unchanged lines between them. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, young] = [linesOf(before), linesOf(after)]
  const start = commonStart(old, young)
  const end = commonStart(old.slice(start).toReversed(), young.slice(start).toReversed())
  const middle = changed(old.slice(start, old.length - end), young.slice(start, young.length - end))
  return [
    ...old.slice(0, start).map((text) => ({ kind: 'same' as const, text })),
    ...middle,
    ...old.slice(old.length - end).map((text) => ({ kind: 'same' as const, text })),
  ]
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  return at
}

/** By the longest common subsequence; everything against everything if that would take too long. */
function changed(old: readonly string[], young: readonly string[]): DiffLine[] {
  if (old.length * young.length > CELLS_MAX)
    return [...old.map((text) => line('removed', text)), ...young.map((text) => line('added', text))]
  const width = young.length + 1
  // How many lines two rests have in common, for every pair of beginnings.
  const common = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < young.length) {
    const [removed, added] = [old[i], young[j]]
    if (removed !== undefined && removed === added) {
      lines.push(line('same', removed))
      i += 1
      j += 1
    } else if (removed !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(line('removed', removed))
      i += 1
    } else if (added !== undefined) {
      lines.push(line('added', added))
      j += 1
    }
  }
  return lines
}

const line = (kind: DiffLine['kind'], text: string): DiffLine => ({ kind, text })
