import type { FaqErrorCode } from '#contract/shapes/faq-entry.ts'
import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import { textFrom } from '#platform/text/text-from.ts'
import { readCsv } from '#platform/text/read-csv.ts'
import { Fault, invalidInput } from '#kernel/fault.ts'
import { type QuestionAndAnswer, tidyFaqEntry } from './faq-entry.ts'
import { detectFaqColumns } from './faq-columns.ts'

const ROWS_MAX = 2_000
const QUESTION_MAX = 500
const ANSWER_MAX = 20_000
const ONE_FORM = 'Send either text or content.'

/** A CSV file as text or as bytes in base64, with the sender's settings for what should not be detected. */
interface FaqFile {
  readonly text?: string | undefined
  readonly content?: string | undefined
  readonly questionColumn?: number | undefined
  readonly answerColumn?: number | undefined
  readonly hasHeader?: boolean | undefined
}

interface SkippedRow {
  row: number
  errorCode: FaqErrorCode
  reason: string
}

/** Throws Fault for both forms or neither, and for bytes in no known encoding. */
export function textOf({ text, content }: FaqFile): string {
  if ((text === undefined) === (content === undefined))
    throw invalidInput(ONE_FORM, [{ path: 'text', message: ONE_FORM }])
  const read = text ?? textFrom(Buffer.from(content ?? '', 'base64'))
  if (read !== null) return read
  const message = 'The text encoding could not be recognized. Save the file as UTF-8 and send it again.'
  throw new Fault('invalid_input', message, { reason: 'unknown-encoding' satisfies DocumentErrorCode })
}

/** The rows of a file with the columns of questions and answers: as given, otherwise detected. */
export function columnsIn(given: FaqFile) {
  const rows = readCsv(textOf(given))
  const detected = detectFaqColumns(rows.filter((row) => row.some((cell) => cell.trim() !== '')))
  return {
    rows,
    question: given.questionColumn ?? detected.question,
    answer: given.answerColumn ?? detected.answer,
    hasHeader: given.hasHeader ?? detected.hasHeader,
  }
}

/** The FAQ entries of a file by question; of two answers to the same question, the later one wins. */
export function faqEntriesIn(given: FaqFile) {
  const { rows, question, answer, hasHeader } = columnsIn(given)
  if (question === null || answer === null || question === answer)
    throw invalidInput('Choose the columns for questions and answers.')
  const from = hasHeader ? 1 : 0
  if (rows.length - from > ROWS_MAX)
    throw new Fault(
      'too_large',
      `An import can have at most ${ROWS_MAX.toLocaleString('en')} rows. Split the file.`,
    )
  const faqEntries = new Map<string, QuestionAndAnswer>()
  const skipped: SkippedRow[] = []
  rows.slice(from).forEach((row, at) => {
    if (row.every((cell) => cell.trim() === '')) return
    const faqEntry = tidyFaqEntry({ question: row[question] ?? '', answer: row[answer] ?? '' })
    const errorCode = errorCodeOf(faqEntry)
    if (errorCode) skipped.push({ row: from + at + 1, errorCode, reason: reasons[errorCode] })
    else faqEntries.set(faqEntry.question, faqEntry)
  })
  return { faqEntries, skipped }
}

function errorCodeOf({ question, answer }: QuestionAndAnswer): FaqErrorCode | null {
  if (question === '') return 'no-question'
  if (answer === '') return 'no-answer'
  if (question.length > QUESTION_MAX) return 'question-too-long'
  return answer.length > ANSWER_MAX ? 'answer-too-long' : null
}

const reasons: Record<FaqErrorCode, string> = {
  'no-question': 'It has no question.',
  'no-answer': 'It has no answer.',
  'question-too-long': `Its question is longer than ${QUESTION_MAX} characters.`,
  'answer-too-long': `Its answer is longer than ${ANSWER_MAX} characters.`,
}
