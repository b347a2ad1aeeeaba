import { isPleasantry, saysUnknown } from './pleasantries.ts'
import { type Statement, statementOf, statesSomething } from './claim.ts'
import { openSupport, readPassage, type ReadPassage } from './find-support.ts'
import type { FoundPassage } from '../passages/passage.ts'

/** `none`: the sentence states nothing that could be true or false. */
export type Verdict = 'none' | 'supported' | 'unsupported'

/** Judges the sentences of one answer. */
export interface Judge {
  judge(sentence: string): Verdict
  /** Takes something as given that is no passage, such as what a tool said. */
  learn(text: string): void
}

const LEARNT_CHARACTERS = 20_000

/** Opens a judge who knows these passages. Stricter than citing: also a short sentence is a claim. */
export function openJudge(passages: readonly FoundPassage[]): Judge {
  const known: ReadPassage[] = passages.map(readPassage)
  const supportOf = openSupport(known)
  return {
    judge(sentence) {
      if (isPleasantry(sentence) || saysUnknown(sentence)) return 'none'
      const claim: Statement = statementOf(sentence)
      if (!statesSomething(claim)) return 'none'
      return supportOf(claim) ? 'supported' : 'unsupported'
    },
    learn(text) {
      known.push(readPassage(asPassage(text.slice(0, LEARNT_CHARACTERS))))
    },
  }
}

const asPassage = (text: string): FoundPassage => ({
  id: '',
  documentId: '',
  documentName: '',
  ordinal: 0,
  headingPath: [],
  page: null,
  address: null,
  faqEntry: null,
  isDisabled: false,
  originalText: null,
  start: 0,
  end: text.length,
  text,
  score: 0,
})
