import { comparable, patternOf } from './kept-words.ts'
import { runsOf, wordOf } from './analyse.ts'
import { stem } from './stem.ts'

/** Words with the same meaning; a question with one of `from` also finds the others of `to`. */
export interface SynonymGroup {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** Returns the other words by which a question can be asked. */
export type Synonyms = (question: string) => string[]

export const noSynonyms: Synonyms = () => []

/** Prepares groups for matching. A word is recognized in any inflection: `refunds` as `refund`. */
export function openSynonyms(groups: readonly SynonymGroup[]): Synonyms {
  if (groups.length === 0) return noSynonyms
  const known = groups.map(({ from, to }) => ({
    from: from.map(recognise),
    to: to.map((word) => ({ word, isIn: recognise(word) })),
  }))
  return (question) => {
    const asked = { plain: comparable(question), stems: stemsOf(question) }
    const others = known
      .filter(({ from }) => from.some((isIn) => isIn(asked)))
      .flatMap(({ to }) => to.filter(({ isIn }) => !isIn(asked)).map(({ word }) => word))
    return [...new Set(others)]
  }
}

/** A question as written, and with each word as its stem. */
interface Asked {
  readonly plain: string
  readonly stems: string
}

function recognise(word: string): (asked: Asked) => boolean {
  const form = comparable(word)
  const plain = new RegExp(patternOf(form), 'u')
  const stems = new RegExp(patternOf(stemsOf(word)), 'u')
  // Of a word like C++ the stem says too little.
  const isOfLetters = /^[\p{L}\p{M}\p{N}\s'’-]+$/u.test(form)
  return (asked) => plain.test(asked.plain) || (isOfLetters && stems.test(asked.stems))
}

const stemsOf = (text: string): string =>
  [...runsOf(comparable(text))].map((run) => (run.isDense ? run.text : stem(wordOf(run.text)))).join(' ')
