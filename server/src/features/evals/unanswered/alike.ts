import { createHash } from 'node:crypto'
import { contentTerms, weightSum } from '#features/knowledge/index.ts'
import { analyse } from '#platform/lexical/analyse.ts'

// As many of the words must be shared that “… on Sundays” and “… on Mondays” stay two questions.
const WORDS_SHARED_MIN = 0.7
// In most models, another wording of the same question is nearer than this, and another question is not.
const SIMILARITY_MIN = 0.9

/** Questions that differ only in order, script, case or inflection have the same key. */
export function keyOf(question: string): string {
  const terms = [...new Set(analyse(question))].sort()
  return createHash('sha256')
    .update(terms.length > 0 ? terms.join(' ') : question)
    .digest('hex')
}

/** A question in comparable form. */
export interface Wording {
  readonly question: string
  readonly model: string | null
  readonly vector: Float32Array | null
}

/** Another wording of the same question among these; undefined if there is none. */
export function findAlike<Other extends Wording>(
  asked: Wording,
  others: readonly Other[],
): Other | undefined {
  const terms = contentTerms(asked.question)
  return others
    .map((other) => ({ other, score: likeness(asked, terms, other) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)[0]?.other
}

function likeness(asked: Wording, terms: ReadonlyMap<string, number>, other: Wording): number {
  const shared = shareOf(terms, contentTerms(other.question))
  const similarity = asked.model === other.model ? similarityOf(asked.vector, other.vector) : 0
  return Math.max(shared >= WORDS_SHARED_MIN ? shared : 0, similarity >= SIMILARITY_MIN ? similarity : 0)
}

/** Which share of the words of both, by weight, is in both. */
function shareOf(ones: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  const both = new Map([...ones].filter(([term]) => others.has(term)))
  const shared = weightSum(both)
  return shared === 0 ? 0 : shared / (weightSum(ones) + weightSum(others) - shared)
}

/** Of vectors of length one. */
function similarityOf(one: Float32Array | null, other: Float32Array | null): number {
  if (!one || one.length !== other?.length) return 0
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0)
}
