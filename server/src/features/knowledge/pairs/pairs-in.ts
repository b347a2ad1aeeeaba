import type { PairTrouble } from '#contract/shapes/pair.ts'
import type { DocumentTrouble } from '#contract/shapes/document-trouble.ts'
import { textFrom } from '#platform/text/text-from.ts'
import { readCsv } from '#platform/text/read-csv.ts'
import { Fault, invalidInput } from '#kernel/fault.ts'
import { type QuestionAndAnswer, tidyPair } from './pair.ts'
import { detectPairColumns } from './pair-columns.ts'

const ROWS_MAX = 2_000
const QUESTION_MAX = 500
const ANSWER_MAX = 20_000
const ONE_FORM = 'Send either text or content.'

/** A CSV file as text or as its bytes in base64, and what its sender says of it where that is not to be detected. */
interface PairFile {
  readonly text?: string | undefined
  readonly content?: string | undefined
  readonly questionColumn?: number | undefined
  readonly answerColumn?: number | undefined
  readonly hasHeader?: boolean | undefined
}

interface SkippedRow {
  row: number
  trouble: PairTrouble
  reason: string
}

/** Throws Fault for both forms or none, and for bytes that are text in no encoding. */
export function textOf({ text, content }: PairFile): string {
  if ((text === undefined) === (content === undefined))
    throw invalidInput(ONE_FORM, [{ path: 'text', message: ONE_FORM }])
  const read = text ?? textFrom(Buffer.from(content ?? '', 'base64'))
  if (read !== null) return read
  const message = 'The text encoding could not be recognized. Save the file as UTF-8 and send it again.'
  throw new Fault('invalid_input', message, { reason: 'unknown-encoding' satisfies DocumentTrouble })
}

/** The rows of a file with where its questions and answers stand: as was said, else as it seems. */
export function columnsIn(given: PairFile) {
  const rows = readCsv(textOf(given))
  const detected = detectPairColumns(rows.filter((row) => row.some((cell) => cell.trim() !== '')))
  return {
    rows,
    question: given.questionColumn ?? detected.question,
    answer: given.answerColumn ?? detected.answer,
    hasHeader: given.hasHeader ?? detected.hasHeader,
  }
}

/** The pairs of a file by their questions; of two answers in it the later counts. */
export function pairsIn(given: PairFile) {
  const { rows, question, answer, hasHeader } = columnsIn(given)
  if (question === null || answer === null || question === answer)
    throw invalidInput('Say which column holds the questions and which the answers.')
  const from = hasHeader ? 1 : 0
  if (rows.length - from > ROWS_MAX)
    throw new Fault(
      'too_large',
      `At most ${ROWS_MAX.toLocaleString('en')} rows fit into one import. Cut the file.`,
    )
  const pairs = new Map<string, QuestionAndAnswer>()
  const skipped: SkippedRow[] = []
  rows.slice(from).forEach((row, at) => {
    if (row.every((cell) => cell.trim() === '')) return
    const pair = tidyPair({ question: row[question] ?? '', answer: row[answer] ?? '' })
    const trouble = troubleOf(pair)
    if (trouble) skipped.push({ row: from + at + 1, trouble, reason: reasons[trouble] })
    else pairs.set(pair.question, pair)
  })
  return { pairs, skipped }
}

function troubleOf({ question, answer }: QuestionAndAnswer): PairTrouble | null {
  if (question === '') return 'no-question'
  if (answer === '') return 'no-answer'
  if (question.length > QUESTION_MAX) return 'question-too-long'
  return answer.length > ANSWER_MAX ? 'answer-too-long' : null
}

const reasons: Record<PairTrouble, string> = {
  'no-question': 'It has no question.',
  'no-answer': 'It has no answer.',
  'question-too-long': `Its question is longer than ${QUESTION_MAX} characters.`,
  'answer-too-long': `Its answer is longer than ${ANSWER_MAX} characters.`,
}
