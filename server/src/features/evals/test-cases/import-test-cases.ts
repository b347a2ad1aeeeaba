import { ImportedTestCases, ImportTestCases } from '#contract/shapes/evals.ts'
import { readCsv } from '#platform/text/read-csv.ts'
import { invalidInput } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { insertTestCases, type NewTestCase } from './test-case-store.ts'

const LENGTHS = { question: 2_000, answer: 8_000, document: 255, quote: 2_000 }

/** Adds test cases from a CSV table. */
export const importTestCases = command({
  name: 'test-case.import',
  permission: 'knowledge:write',
  input: ImportTestCases,
  output: ImportedTestCases,
  async run(context, { knowledgeBaseId, csv }) {
    const added = await insertTestCases(context, knowledgeBaseId, questionsIn(csv))
    return { added: added.length }
  },
})

function questionsIn(csv: string): NewTestCase[] {
  const [head = [], ...rows] = readCsv(csv.replaceAll('\0', '').toWellFormed())
  const names = head.map((name) => name.trim().toLowerCase())
  if (!names.includes('question'))
    throw invalidInput('The first row must name the columns, one of them “question”.')
  const cell = (row: readonly string[], name: keyof typeof LENGTHS) => {
    const text = (row[names.indexOf(name)] ?? '').trim()
    if (text.length > LENGTHS[name]) throw invalidInput(`A cell of the column ${name} is too long.`)
    return text
  }
  return rows
    .filter((row) => cell(row, 'question') !== '')
    .map((row) => {
      const documentName = cell(row, 'document')
      return {
        question: cell(row, 'question'),
        answer: cell(row, 'answer'),
        expected: documentName === '' ? [] : [{ documentName, quote: cell(row, 'quote') }],
      }
    })
}
