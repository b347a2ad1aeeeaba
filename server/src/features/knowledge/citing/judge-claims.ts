import type { FoundPassage } from '../passages/passage.ts'
import { type Statement, statementOf, statesSomething } from './claim.ts'
import { openSupport, readPassage, type ReadPassage } from './find-support.ts'

/** `none`: the sentence states nothing that could be true or false. */
export type Verdict = 'none' | 'supported' | 'unsupported'

/** Judges the sentences of one answer. */
export interface Judge {
  judge(sentence: string): Verdict
  /** Adds supporting text that is not a passage, such as the output of a tool. */
  learn(text: string): void
}

const LEARNT_CHARACTERS = 20_000

/** Opens a judge of claims over these passages. Stricter than citing: short sentences count as claims too. */
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

// A courtesy that continues with "but" or a figure may make a claim after all.
const goesOn = /\b(?:but|however|because|since|although)\b|但|不过|不過|然而|因为|因為|\d/iu

const courteous =
  /^(?:hi|hello|hey|welcome|thank you|thanks|sorry|you['’]re welcome|(?:i['’]?m |i am |we are |we['’]re )?(?:happy|glad) to help|(?:please )?let me know if|feel free to|i hope (?:this|that) helps|is there anything else|have a (?:nice|great|good))(?![\p{L}])|^(?:您好|你好|感谢|感謝|谢谢|謝謝|不客气|不客氣|很高兴|很高興|请问|請問|希望(?:对|對|这|這|以上)|如(?:有|果您?还?有|果您?還?有)(?:其他|其它|任何|更多)|祝)/iu

const ignorant =
  /\b(?:i|we) (?:(?:do not|don['’]t) (?:know|have)|(?:could not|couldn['’]t|cannot|can['’]t|did not|didn['’]t) find|am not sure|am unable)|\b(?:documents?|passages?|sources?|material) (?:do|does) (?:not|n['’]t)|\b(?:documents?|passages?|sources?|material) (?:say|says|mention|mentions|contain|contains) nothing|(?:没有|沒有|未能|无法|無法|未)(?:在.{0,12})?(?:找到|查到|提到|提及|说明|說明|涉及)|我(?:不知道|不清楚|不确定|不確定)/iu

const SENTENCE_CHARACTERS = 160

const isShortAnd = (pattern: RegExp, sentence: string): boolean =>
  sentence.length <= SENTENCE_CHARACTERS && pattern.test(sentence.trim()) && !goesOn.test(sentence)

/** Whether a sentence is a greeting, thanks or an offer of help, which needs no source. */
const isPleasantry = (sentence: string): boolean => isShortAnd(courteous, sentence)

/** Whether a sentence says that something is unknown. */
const saysUnknown = (sentence: string): boolean => isShortAnd(ignorant, sentence)
