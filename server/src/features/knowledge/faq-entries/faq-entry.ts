import type { FaqEntry } from '#contract/shapes/faq-entry.ts'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { type DocumentRow, toDocument } from '../documents/document.ts'
import type { PassageDraft } from '../indexing/split-document.ts'

/** A question and its answer. */
export interface QuestionAndAnswer {
  readonly question: string
  readonly answer: string
}

const GAP = '\n\n'

/** A one-line question and an answer, as they are stored and found. */
export const tidyFaqEntry = ({ question, answer }: QuestionAndAnswer): QuestionAndAnswer => ({
  question: storable(question).replace(/\s+/g, ' ').trim(),
  answer: storable(answer).replace(/\r\n?/g, '\n').trim(),
})

// PostgreSQL can store neither of these, and no reader would see them.
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

export const faqText = (question: string, answer: string): ExtractedDocument => ({
  text: `${question}${GAP}${answer}`,
  headings: [{ start: 0, level: 1, text: question }],
  pages: [],
})

/** Its only passage: question and answer are never parted. */
export function faqPassage({ text }: ExtractedDocument): PassageDraft {
  const headingPath = [splitFaqEntry(text).question]
  return { ordinal: 0, start: 0, end: text.length, text, headingPath, headingsOutside: [], page: null }
}

/** The two halves of an FAQ entry's passage. */
export function splitFaqEntry(text: string): QuestionAndAnswer {
  const gap = text.indexOf(GAP)
  return { question: text.slice(0, gap), answer: text.slice(gap + GAP.length) }
}

export type FaqEntryRow = DocumentRow & { readonly content: string | null }

export const toFaqEntry = (row: FaqEntryRow): FaqEntry => {
  const { id, knowledgeBaseId, state, isBlocked, failure, createdAt, updatedAt } = toDocument(row)
  return {
    documentId: id,
    knowledgeBaseId,
    question: row.name,
    answer: row.content ?? '',
    state,
    isBlocked,
    failure,
    createdAt,
    updatedAt,
  }
}

/** As a document: the question is its name, the answer its content. */
export const bodyOfFaqEntry = ({ question, answer }: QuestionAndAnswer) => ({
  name: question,
  mediaType: 'text/plain',
  sizeBytes: Buffer.byteLength(answer),
  content: answer,
  blobKey: null,
})
