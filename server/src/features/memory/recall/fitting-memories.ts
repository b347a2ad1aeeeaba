import { weighTerms } from '#platform/lexical/analyse.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import type { MemoryRow } from '../memory.ts'

const TOKENS_MAX = 400
const MEMORIES_MAX = 8
// Facts about a person and their preferences matter for every question; only the newest are included.
const STANDING_MAX = 4
// Function words, and single characters of a longer word, do not make a memory relevant.
const SAYING = 0.6
const FITS = 1

type Known = Pick<MemoryRow, 'id' | 'text' | 'terms' | 'kind'>

/** The few memories that are relevant to a question, best first, within a budget. `known` is newest first. */
export function fittingMemories<F extends Known>(known: readonly F[], asked: string): F[] {
  const weights = new Map(weighTerms(asked).map(({ term, weight }) => [term, weight]))
  const scored = known.map((memory) => ({ memory, score: scoreOf(memory, weights) }))
  const fitting = scored.filter(({ score }) => score >= FITS).sort((one, other) => other.score - one.score)
  const standing = scored.filter(({ memory, score }) => score < FITS && memory.kind !== 'ongoing')
  const chosen: F[] = []
  let tokens = 0
  for (const { memory } of [...fitting, ...standing.slice(0, STANDING_MAX)]) {
    tokens += countTokens(memory.text)
    if (chosen.length === MEMORIES_MAX || tokens > TOKENS_MAX) break
    chosen.push(memory)
  }
  return chosen
}

const scoreOf = ({ terms }: Known, weights: ReadonlyMap<string, number>): number =>
  terms.reduce((sum, term) => {
    const weight = weights.get(term) ?? 0
    return weight >= SAYING ? sum + weight : sum
  }, 0)
