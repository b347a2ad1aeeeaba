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
      .describe(
        'Whether the latest question and answer are blocked by the quality gate of the knowledge base.',
      ),
    failure: DocumentFailure.nullable().describe(
      'Why the latest question and answer are not used; null if nothing failed.',
    ),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'FaqEntry' })
export type FaqEntry = z.infer<typeof FaqEntry>
export const FaqEntryPage = pageOf(FaqEntry).meta({ id: 'FaqEntryPage' })

export const ListFaqEntries = PageQuery.extend({
  knowledgeBaseId: id('knowledgeBase'),
  search: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Only FAQ entries whose question or answer contains this text.'),
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

/** Why a row is not imported. Codes are permanent: clients match on them and translate them. */
export const FaqErrorCode = z.enum(['no-question', 'no-answer', 'question-too-long', 'answer-too-long'])
export type FaqErrorCode = z.infer<typeof FaqErrorCode>
const SkippedRow = z.object({
  row: z.int().describe('The number of the row in the file, from 1.'),
  errorCode: FaqErrorCode,
  reason: z.string().describe('The reason in English.'),
})

const csvFile = {
  text: CsvText.optional().describe('The CSV file as text. Send either `text` or `content`.'),
  content: z
    .base64()
    .max(4_000_000)
    .optional()
    .describe(
      'The bytes of the CSV file in base64; the server detects their encoding. Send either `content` or `text`.',
    ),
}
const columnChoice = {
  questionColumn: Column.optional().describe('The column with the questions, from 0. Omitted: detected.'),
  answerColumn: Column.optional().describe('The column with the answers, from 0. Omitted: detected.'),
  hasHeader: z.boolean().optional().describe('Whether the first row is a header. Omitted: detected.'),
}
export const PreviewFaqImport = z.strictObject({
  knowledgeBaseId: id('knowledgeBase'),
  ...csvFile,
  ...columnChoice,
})
export const FaqImportPreview = z
  .object({
    columns: z
      .array(z.string())
      .describe('The headings of the columns, or their numbers if the file has no header.'),
    hasHeader: z.boolean().describe('Whether the first row is a header.'),
    questionColumn: z
      .int()
      .nullable()
      .describe('The column with the questions, from 0; null if it was not detected.'),
    answerColumn: z
      .int()
      .nullable()
      .describe('The column with the answers, from 0; null if it was not detected.'),
    rowCount: z.int().describe('The number of rows in the file.'),
    rows: z.array(z.array(z.string())).describe('The first few rows.'),
    added: z.int().describe('How many FAQ entries the import would add; 0 while a column is not chosen.'),
    changed: z
      .int()
      .describe('How many FAQ entries would get another answer; 0 while a column is not chosen.'),
    unchanged: z
      .int()
      .describe('How many FAQ entries would stay as they are; 0 while a column is not chosen.'),
    skippedCount: z.int().describe('How many rows the import would skip; 0 while a column is not chosen.'),
    skipped: z.array(SkippedRow).describe('The first rows that the import would skip, with the reason.'),
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
    added: z.int().describe('How many FAQ entries were added.'),
    changed: z.int().describe('How many existing FAQ entries got another answer.'),
    unchanged: z.int().describe('How many FAQ entries existed with the same answer.'),
    skipped: z.array(SkippedRow).describe('The rows that were not imported, with the reason.'),
  })
  .meta({ id: 'FaqImport' })

export const ExportFaqEntries = z.strictObject({ knowledgeBaseId: id('knowledgeBase') })
