import type { Pair } from '#contract/shapes/pair.ts'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { type DocumentRow, toDocument } from '../documents/document.ts'
import type { PassageDraft } from '../indexing/split-document.ts'

/** A question and its answer. */
export interface QuestionAndAnswer {
  readonly question: string
  readonly answer: string
}

const GAP = '\n\n'

/** A question in one line and an answer, as they are kept and found. */
export const tidyPair = ({ question, answer }: QuestionAndAnswer): QuestionAndAnswer => ({
  question: storable(question).replace(/\s+/g, ' ').trim(),
  answer: storable(answer).replace(/\r\n?/g, '\n').trim(),
})

// PostgreSQL keeps neither of these, and no reader would see them.
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

export const pairText = (question: string, answer: string): ExtractedDocument => ({
  text: `${question}${GAP}${answer}`,
  headings: [{ start: 0, level: 1, text: question }],
  pages: [],
})

/** Its only passage: question and answer are never parted. */
export function pairPassage({ text }: ExtractedDocument): PassageDraft {
  const headingPath = [splitPair(text).question]
  return { ordinal: 0, start: 0, end: text.length, text, headingPath, headingsOutside: [], page: null }
}

/** The two halves of a pair's passage. */
export function splitPair(text: string): QuestionAndAnswer {
  const gap = text.indexOf(GAP)
  return { question: text.slice(0, gap), answer: text.slice(gap + GAP.length) }
}

export type PairRow = DocumentRow & { readonly content: string | null }

export const toPair = (row: PairRow): Pair => {
  const { id, sourceId, state, isHeld, failure, createdAt, updatedAt } = toDocument(row)
  return {
    documentId: id,
    sourceId,
    question: row.name,
    answer: row.content ?? '',
    state,
    isHeld,
    failure,
    createdAt,
    updatedAt,
  }
}

/** As a document: the question is its name, the answer its content. */
export const bodyOfPair = ({ question, answer }: QuestionAndAnswer) => ({
  name: question,
  mediaType: 'text/plain',
  sizeBytes: Buffer.byteLength(answer),
  content: answer,
  blobKey: null,
})
