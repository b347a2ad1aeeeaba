import { weighTerms } from '#platform/lexical/analyse.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import type { FactRow } from '../fact.ts'

const TOKENS_MAX = 400
const FACTS_MAX = 8
// Who somebody is and how they want things matters whatever is asked; of these only the newest.
const STANDING_MAX = 4
// A word that carries grammar, and a single character of a longer word, make nothing fit.
const SAYING = 0.6
const FITS = 1

type Known = Pick<FactRow, 'id' | 'text' | 'terms' | 'kind'>

/** Those few facts that fit what is asked, the best first, within a budget. `known` is the newest first. */
export function fittingFacts<F extends Known>(known: readonly F[], asked: string): F[] {
  const weights = new Map(weighTerms(asked).map(({ term, weight }) => [term, weight]))
  const scored = known.map((fact) => ({ fact, score: scoreOf(fact, weights) }))
  const fitting = scored.filter(({ score }) => score >= FITS).sort((one, other) => other.score - one.score)
  const standing = scored.filter(({ fact, score }) => score < FITS && fact.kind !== 'ongoing')
  const chosen: F[] = []
  let tokens = 0
  for (const { fact } of [...fitting, ...standing.slice(0, STANDING_MAX)]) {
    tokens += countTokens(fact.text)
    if (chosen.length === FACTS_MAX || tokens > TOKENS_MAX) break
    chosen.push(fact)
  }
  return chosen
}

const scoreOf = ({ terms }: Known, weights: ReadonlyMap<string, number>): number =>
  terms.reduce((sum, term) => {
    const weight = weights.get(term) ?? 0
    return weight >= SAYING ? sum + weight : sum
  }, 0)
