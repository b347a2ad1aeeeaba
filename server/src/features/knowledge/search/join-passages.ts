import type { Material } from './gather-material.ts'
import type { FoundPassage } from '../passages/passage.ts'

/** Consecutive passages of a document, joined; ordered by the best of each. */
export function joinPassages(passages: readonly FoundPassage[]): Material[] {
  const taken = new Set<string>()
  return passages.flatMap((best) => {
    if (taken.has(best.id)) return []
    const run = runAround(best, passages)
    for (const { id } of run) taken.add(id)
    return [{ passages: run, text: run.reduce((text, next, at) => text + added(run[at - 1], next), '') }]
  })
}

/** The passage with those directly before and after it, in order. */
function runAround(best: FoundPassage, passages: readonly FoundPassage[]): FoundPassage[] {
  const at = (ordinal: number) =>
    passages.find((one) => one.documentId === best.documentId && one.ordinal === ordinal)
  const run = [best]
  for (let before = at(best.ordinal - 1); before; before = at(before.ordinal - 1)) run.unshift(before)
  for (let next = at(best.ordinal + 1); next; next = at(next.ordinal + 1)) run.push(next)
  return run
}

/** What a passage adds to the one before it, whose last sentence it may repeat. */
function added(before: FoundPassage | undefined, next: FoundPassage): string {
  if (!before) return next.text
  const shared = before.end - next.start
  const isRepeated = shared > 0 && before.text.endsWith(next.text.slice(0, shared))
  return isRepeated ? next.text.slice(shared) : `\n\n${next.text}`
}
