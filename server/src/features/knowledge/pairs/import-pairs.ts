import type { z } from 'zod'
import { ImportPairs, PairImport } from '#contract/shapes/pair.ts'
import { requireRoom } from '#features/tenants/index.ts'
import { readCsv } from '#platform/text/read-csv.ts'
import { Fault, invalidInput } from '#kernel/fault.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { documentIndex } from '../documents/document-job.ts'
import { insertDocument, replaceDocument } from '../documents/document-store.ts'
import { bodyOfPair, type PairRow, type QuestionAndAnswer, tidyPair } from './pair.ts'
import { detectPairColumns } from './pair-columns.ts'
import { visiblePairs } from './pair-store.ts'
import { lockSource } from '../visible.ts'

const ROWS_MAX = 2_000
const QUESTION_MAX = 500
const ANSWER_MAX = 20_000

/** Takes questions and answers from a CSV file. A question that is there already gets the answer of the file. */
export const importPairs = command({
  name: 'pair.import',
  permission: 'knowledge:write',
  input: ImportPairs,
  output: PairImport,
  async run(context, { sourceId, ...given }) {
    const { tx, scope } = context
    await lockSource(tx, scope, sourceId)
    const { pairs, skipped } = pairsIn(given)
    const known = await visiblePairs(tx, scope).where('source_id', '=', sourceId).execute()
    const byQuestion = new Map<string, PairRow>(known.map((row) => [row.name, row]))
    const fresh = [...pairs.keys()].filter((question) => !byQuestion.has(question)).length
    if (fresh > 0) await requireRoom(context, { documents: fresh, storageBytes: given.text.length })
    const counts = { added: 0, changed: 0, unchanged: 0 }
    for (const pair of pairs.values())
      counts[await put(context, sourceId, pair, byQuestion.get(pair.question))]++
    return { ...counts, skipped }
  },
})

/** The pairs by their questions; of two answers in the file the later counts. */
function pairsIn(given: Omit<z.output<typeof ImportPairs>, 'sourceId'>) {
  const rows = readCsv(given.text)
  const detected = detectPairColumns(rows.filter((row) => row.some((cell) => cell.trim() !== '')))
  const question = given.questionColumn ?? detected.question
  const answer = given.answerColumn ?? detected.answer
  if (question === null || answer === null || question === answer)
    throw invalidInput('Say which column holds the questions and which the answers.')
  const from = (given.hasHeader ?? detected.hasHeader) ? 1 : 0
  if (rows.length - from > ROWS_MAX)
    throw new Fault(
      'too_large',
      `At most ${ROWS_MAX.toLocaleString('en')} rows fit into one import. Cut the file.`,
    )
  const pairs = new Map<string, QuestionAndAnswer>()
  const skipped: { row: number; reason: string }[] = []
  rows.slice(from).forEach((row, at) => {
    if (row.every((cell) => cell.trim() === '')) return
    const pair = tidyPair({ question: row[question] ?? '', answer: row[answer] ?? '' })
    const reason = troubleOf(pair)
    if (reason) skipped.push({ row: from + at + 1, reason })
    else pairs.set(pair.question, pair)
  })
  return { pairs, skipped }
}

function troubleOf({ question, answer }: QuestionAndAnswer): string | null {
  if (question === '') return 'It has no question.'
  if (answer === '') return 'It has no answer.'
  if (question.length > QUESTION_MAX) return `Its question is longer than ${QUESTION_MAX} characters.`
  return answer.length > ANSWER_MAX ? `Its answer is longer than ${ANSWER_MAX} characters.` : null
}

async function put(
  { tx, scope, emit, enqueue }: CommandContext,
  sourceId: string,
  pair: QuestionAndAnswer,
  known: PairRow | undefined,
): Promise<'added' | 'changed' | 'unchanged'> {
  if (known?.content === pair.answer) return 'unchanged'
  const row = known
    ? await replaceDocument(tx, known.id, bodyOfPair(pair))
    : await insertDocument(tx, scope, { sourceId, kind: 'pair', ...bodyOfPair(pair) })
  emit({
    type: known ? 'document.replaced' : 'document.added',
    payload: { sourceId, documentId: row.id, name: row.name },
  })
  enqueue(documentIndex, { documentId: row.id })
  return known ? 'changed' : 'added'
}
