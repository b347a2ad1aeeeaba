import type { Passage } from '#contract/shapes/knowledge.ts'

const pairsOf = (text: string): Set<string> => {
  const letters = text.toLowerCase().replace(/\s+/g, ' ')
  return new Set(
    Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)),
  )
}

/** The passage that shares most with a text, letter pair by letter pair; null where there is none. */
export function nearestPassage(passages: readonly Passage[], text: string): Passage | null {
  const wanted = pairsOf(text)
  const likeness = (passage: Passage) => {
    const own = pairsOf(passage.originalText ?? passage.text)
    const shared = [...own].filter((pair) => wanted.has(pair)).length
    return (2 * shared) / Math.max(own.size + wanted.size, 1)
  }
  return passages.reduce<Passage | null>(
    (best, passage) => (best === null || likeness(passage) > likeness(best) ? passage : best),
    null,
  )
}
