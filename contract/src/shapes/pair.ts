import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { DocumentFailure, DocumentState } from './knowledge.ts'

const Question = z.string().trim().min(1).max(500)
const Answer = z.string().trim().min(1).max(20_000)

export const Pair = z
  .object({
    documentId: id('document'),
    sourceId: id('source'),
    question: z.string(),
    answer: z.string(),
    state: DocumentState,
    isHeld: z.boolean().describe('Whether what it says now is held back by the gate of its source.'),
    failure: DocumentFailure.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Pair' })
export type Pair = z.infer<typeof Pair>
export const PairPage = pageOf(Pair).meta({ id: 'PairPage' })

export const ListPairs = PageQuery.extend({
  sourceId: id('source'),
  search: z.string().trim().max(200).optional().describe('Stands in the question or in the answer.'),
})
export const AddPair = z.strictObject({ sourceId: id('source'), question: Question, answer: Answer })
export const ChangePair = z.strictObject({
  documentId: id('document'),
  question: Question.optional(),
  answer: Answer.optional(),
})

const CsvText = z.string().min(1).max(2_000_000)
const Column = z.int().min(0).max(999)

export const PreviewPairImport = z.strictObject({ sourceId: id('source'), text: CsvText })
export const PairImportPreview = z
  .object({
    columns: z.array(z.string()).describe('Their headings, or their numbers where there are none.'),
    hasHeader: z.boolean(),
    questionColumn: z.int().nullable().describe('Counted from 0; null when it cannot be told.'),
    answerColumn: z.int().nullable(),
    rowCount: z.int(),
    rows: z.array(z.array(z.string())).describe('The first few.'),
  })
  .meta({ id: 'PairImportPreview' })
export type PairImportPreview = z.infer<typeof PairImportPreview>

export const ImportPairs = z.strictObject({
  sourceId: id('source'),
  text: CsvText.describe('A CSV file.'),
  questionColumn: Column.optional().describe('Counted from 0; detected when left out.'),
  answerColumn: Column.optional(),
  hasHeader: z.boolean().optional(),
})
export const PairImport = z
  .object({
    added: z.int(),
    changed: z.int().describe('The question was there with another answer.'),
    unchanged: z.int(),
    skipped: z.array(z.object({ row: z.int().describe('Counted from 1.'), reason: z.string() })),
  })
  .meta({ id: 'PairImport' })
