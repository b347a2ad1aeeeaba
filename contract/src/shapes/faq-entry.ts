import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { DocumentFailure, DocumentState } from './knowledge.ts'

const Question = z.string().trim().min(1).max(500)
const Answer = z.string().trim().min(1).max(20_000)

export const FaqEntry = z
  .object({
    documentId: id('document'),
    knowledgeBaseId: id('knowledgeBase'),
    question: z.string(),
    answer: z.string(),
    state: DocumentState,
    isBlocked: z
      .boolean()
      .describe('Whether what it says now is blocked by the quality gate of its knowledge base.'),
    failure: DocumentFailure.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'FaqEntry' })
export type FaqEntry = z.infer<typeof FaqEntry>
export const FaqEntryPage = pageOf(FaqEntry).meta({ id: 'FaqEntryPage' })

export const ListFaqEntries = PageQuery.extend({
  knowledgeBaseId: id('knowledgeBase'),
  search: z.string().trim().max(200).optional().describe('Stands in the question or in the answer.'),
})
export const AddFaqEntry = z.strictObject({
  knowledgeBaseId: id('knowledgeBase'),
  question: Question,
  answer: Answer,
})
export const ChangeFaqEntry = z.strictObject({
  documentId: id('document'),
  question: Question.optional(),
  answer: Answer.optional(),
})

const CsvText = z.string().min(1).max(2_000_000)
const Column = z.int().min(0).max(999)

/** Why a row is not taken in. Codes are permanent: clients match on them, and say them in their own language. */
export const FaqErrorCode = z.enum(['no-question', 'no-answer', 'question-too-long', 'answer-too-long'])
export type FaqErrorCode = z.infer<typeof FaqErrorCode>
const SkippedRow = z.object({
  row: z.int().describe('Counted from 1.'),
  errorCode: FaqErrorCode,
  reason: z.string().describe('The same in English.'),
})

const csvFile = {
  text: CsvText.optional().describe('A CSV file as text; this or `content`, not both.'),
  content: z
    .base64()
    .max(4_000_000)
    .optional()
    .describe('Its bytes instead, in base64: the server finds out their encoding.'),
}
const columnChoice = {
  questionColumn: Column.optional().describe('Counted from 0; detected when left out.'),
  answerColumn: Column.optional(),
  hasHeader: z.boolean().optional(),
}
export const PreviewFaqImport = z.strictObject({
  knowledgeBaseId: id('knowledgeBase'),
  ...csvFile,
  ...columnChoice,
})
export const FaqImportPreview = z
  .object({
    columns: z.array(z.string()).describe('Their headings, or their numbers where there are none.'),
    hasHeader: z.boolean(),
    questionColumn: z.int().nullable().describe('Counted from 0; null when it cannot be told.'),
    answerColumn: z.int().nullable(),
    rowCount: z.int(),
    rows: z.array(z.array(z.string())).describe('The first few.'),
    added: z
      .int()
      .describe('What an import with these columns would do; nothing while a column is not chosen.'),
    changed: z.int(),
    unchanged: z.int(),
    skippedCount: z.int(),
    skipped: z.array(SkippedRow).describe('The first of them.'),
  })
  .meta({ id: 'FaqImportPreview' })
export type FaqImportPreview = z.infer<typeof FaqImportPreview>

export const ImportFaqEntries = z.strictObject({
  knowledgeBaseId: id('knowledgeBase'),
  ...csvFile,
  ...columnChoice,
})
export const FaqImport = z
  .object({
    added: z.int(),
    changed: z.int().describe('The question was there with another answer.'),
    unchanged: z.int(),
    skipped: z.array(SkippedRow),
  })
  .meta({ id: 'FaqImport' })

export const ExportFaqEntries = z.strictObject({ knowledgeBaseId: id('knowledgeBase') })
