import { analyse, kindOf, weighTerms } from './analyse.ts'

/** Texts to be compared with a question are cut here, so that the work stays bounded. */
const CHARACTERS_MAX = 40_000

/** The content terms of a text, for measuring the share of a question that it covers. */
export type Terms = ReadonlySet<string>

/** A question, weighed among the texts that may answer it. */
export interface WeighedQuestion {
  /** Whether its words are written without spaces, as in Chinese. */
  readonly isDense: boolean
  /** The covered share of the question, 0 to 1; `met` returns how far each term is covered, 0 to 1. */
  share(met: (term: string) => number): number
}

/** The stems of spaced scripts, and the character pairs of others, in simplified script. */
export const termsOf = (text: string): Terms =>
  new Set(analyse(text.slice(0, CHARACTERS_MAX)).filter(isTelling))

const isTelling = (term: string): boolean => {
  const kind = kindOf(term)
  return kind === 'pair' || kind === 'word'
}

/**
 * Weighs the terms of a question: terms that few of these texts contain weigh more, and those that none contains most.
 */
export function weighAmong(question: string, texts: readonly Terms[]): WeighedQuestion {
  const terms = weighTerms(question)
    .filter(({ term }) => isTelling(term))
    .map(({ term, weight }) => {
      const having = texts.filter((text) => text.has(term)).length
      return { term, weight: weight * Math.log(1 + (texts.length + 1) / (having + 1)) }
    })
  const total = terms.reduce((sum, { weight }) => sum + weight, 0)
  return {
    isDense: terms.some(({ term }) => kindOf(term) === 'pair'),
    share: (met) =>
      total === 0 ? 0 : terms.reduce((sum, { term, weight }) => sum + weight * met(term), 0) / total,
  }
}
