import { numberOf } from '#platform/lexical/profile.ts'

/** Counted terms by their numbers. */
export function numbered(terms: ReadonlyMap<string, number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const [term, count] of terms) {
    const number = numberOf(term)
    counts.set(number, (counts.get(number) ?? 0) + count)
  }
  return counts
}

/**
 * Converts the number of a term into that of the term in a knowledge base, and back, by exclusive or. The index only
 * contains terms per knowledge base, so a search never scans those of others.
 */
export const saltOf = (knowledgeBaseId: string): number => Number.parseInt(knowledgeBaseId.slice(-8), 16) | 0
