import type { SourcePart } from '#contract/message-parts.ts'
import { isClaim, statementOf } from './claim.ts'
import { openSupport, readPassage } from './find-support.ts'
import type { FoundPassage } from '../passages/passage.ts'
import { sentencesOf } from '../sentences.ts'

/** Text after this limit gets no sources: each sentence is compared with every passage. */
const CITED_CHARACTERS_MAX = 100_000

/**
 * The sources of an answer: for each sentence that a passage supports, the passage and the words in it. A sentence
 * without support gets none. `partIndex` is the index of the answer's part in the message. Passages are numbered from 1
 * in the order of their first use; an answer with several parts passes the same `numbers` for each.
 */
export function citePassages(
  answer: string,
  partIndex: number,
  passages: readonly FoundPassage[],
  numbers: Map<string, number> = new Map(),
): SourcePart[] {
  if (passages.length === 0) return []
  const supportOf = openSupport(passages.map(readPassage))
  return sentencesOf(answer.slice(0, CITED_CHARACTERS_MAX)).flatMap(({ start, end }) => {
    const claim = statementOf(answer.slice(start, end))
    const found = isClaim(claim) ? supportOf(claim) : null
    if (!found) return []
    const { passage, quote } = found
    const number = numbers.get(passage.id) ?? numbers.size + 1
    numbers.set(passage.id, number)
    return [
      {
        type: 'source' as const,
        number,
        passageId: passage.id,
        documentId: passage.documentId,
        documentName: passage.documentName,
        headingPath: passage.headingPath,
        page: passage.page,
        quote: passage.text.slice(quote.start, quote.end),
        documentRange: { start: passage.start + quote.start, end: passage.start + quote.end },
        answerRange: { part: partIndex, start, end },
      },
    ]
  })
}
