import { PairImportPreview, PreviewPairImport } from '#contract/shapes/pair.ts'
import { readCsv } from '#platform/text/read-csv.ts'
import { query } from '#kernel/use-case.ts'
import { detectPairColumns } from './pair-columns.ts'
import { requireSource } from '../visible.ts'

const ROWS_SHOWN = 5
const CELL_SHOWN = 300

/** Shows what an import of questions and answers would take from a CSV file, before it is done. */
export const previewPairImport = query({
  name: 'pair.preview-import',
  permission: 'knowledge:write',
  input: PreviewPairImport,
  output: PairImportPreview,
  async run({ tx, scope }, { sourceId, text }) {
    await requireSource(tx, scope, sourceId)
    const rows = readCsv(text).filter((row) => row.some((cell) => cell.trim() !== ''))
    const { hasHeader, question, answer } = detectPairColumns(rows)
    const width = Math.max(0, ...rows.slice(0, 200).map((row) => row.length))
    const body = hasHeader ? rows.slice(1) : rows
    return {
      columns: Array.from({ length: width }, (_, at) => (hasHeader && rows[0]?.[at]?.trim()) || `${at + 1}`),
      hasHeader,
      questionColumn: question,
      answerColumn: answer,
      rowCount: body.length,
      rows: body.slice(0, ROWS_SHOWN).map((row) => row.map((cell) => cell.slice(0, CELL_SHOWN))),
    }
  },
})
