export interface Line {
  text: string
  change: 'same' | 'gone' | 'come'
}

/** Two texts as lines: what stayed, what is gone and what came, in order. Texts are a few hundred lines at most. */
export function changedLines(before: string, after: string): Line[] {
  const [old, now] = [before.split('\n').slice(0, 400), after.split('\n').slice(0, 400)]
  // How many lines two ends have in common at most, from each pair of places on.
  const common: number[][] = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: now.length + 1 }, () => 0),
  )
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = common[i]
      if (row) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ text: old[i] ?? '', change: 'same' })
      i += 1
      j += 1
    } else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ text: old[i] ?? '', change: 'gone' })
      i += 1
    } else {
      lines.push({ text: now[j] ?? '', change: 'come' })
      j += 1
    }
  }
  return lines
}
