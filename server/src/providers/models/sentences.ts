import { hideUnspoken } from './unspoken-lines.ts'

/** One sentence of a passage, word for word. */
export interface Sentence {
  text: string
  /** A question or a heading: it introduces the next sentence and answers nothing itself. */
  isLead: boolean
}

const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' })

/** Line breaks inside a sentence, as printed pages have them: a long line that ends without punctuation. */
const SOFT_BREAK = /(?<=[^\n]{30}[^\n.!?。！？:：;；|])\n(?=[^\n\s#*\-•|>\d])/gu
const MARKER = /^(?:#{1,6}\s+|[-*•>|]\s*)+/u
const QUESTION = /[?？]["”’」』）)]?$/u
const SENTENCE_END = /[.!。！…;；]["”’」』）)]?$/u

/** The sentences of a passage without its code and its tables. */
export function sentencesOf(passage: string): Sentence[] {
  const unwrapped = hideUnspoken(passage).replace(SOFT_BREAK, ' ')
  const sentences: Sentence[] = []
  for (const { segment, index } of segmenter.segment(unwrapped)) {
    const marker = MARKER.exec(segment)?.[0] ?? ''
    const text = passage.slice(index + marker.length, index + segment.length).trim()
    if (!/[\p{L}\p{N}]{2}/u.test(segment)) continue
    const isHeading = marker.startsWith('#') || (text.length < 40 && !SENTENCE_END.test(text))
    sentences.push({ text, isLead: QUESTION.test(text) || isHeading })
  }
  return sentences
}
