import { FaqImportPreview, PreviewFaqImport } from '#contract/shapes/faq-entry.ts'
import { type QueryContext, query } from '#kernel/use-case.ts'
import { visibleFaqEntries } from './faq-entry-store.ts'
import { columnsIn, faqEntriesIn } from './faq-entries-in.ts'
import { requireKnowledgeBase } from '../visible.ts'

const ROWS_SHOWN = 5
const CELL_SHOWN = 300
const SKIPPED_SHOWN = 50
const WIDTH_FROM_ROWS = 200

/** Previews an import of FAQ entries from a CSV file. */
export const previewFaqImport = query({
  name: 'faq-entry.preview-import',
  permission: 'knowledge:write',
  input: PreviewFaqImport,
  output: FaqImportPreview,
  async run(context, { knowledgeBaseId, ...file }) {
    await requireKnowledgeBase(context.tx, context.scope, knowledgeBaseId)
    const { rows: all, question, answer, hasHeader } = columnsIn(file)
    const rows = all.filter((row) => row.some((cell) => cell.trim() !== ''))
    const width = Math.max(0, ...rows.slice(0, WIDTH_FROM_ROWS).map((row) => row.length))
    const body = hasHeader ? rows.slice(1) : rows
    const isChosen = question !== null && answer !== null && question !== answer
    return {
      columns: Array.from({ length: width }, (_, at) => (hasHeader && rows[0]?.[at]?.trim()) || `${at + 1}`),
      hasHeader,
      questionColumn: question,
      answerColumn: answer,
      rowCount: body.length,
      rows: body.slice(0, ROWS_SHOWN).map((row) => row.map((cell) => cell.slice(0, CELL_SHOWN))),
      ...(isChosen ? await outcome(context, knowledgeBaseId, file) : nothing),
    }
  },
})

const nothing = { added: 0, changed: 0, unchanged: 0, skippedCount: 0, skipped: [] }

async function outcome(
  { tx, scope }: QueryContext,
  knowledgeBaseId: string,
  file: Parameters<typeof faqEntriesIn>[0],
) {
  const { faqEntries, skipped } = faqEntriesIn(file)
  const known = await visibleFaqEntries(tx, scope).where('knowledge_base_id', '=', knowledgeBaseId).execute()
  const answers = new Map(known.map(({ name, content }) => [name, content]))
  const there = [...faqEntries.values()].filter(({ question }) => answers.has(question))
  const unchanged = there.filter(({ question, answer }) => answers.get(question) === answer).length
  return {
    added: faqEntries.size - there.length,
    changed: there.length - unchanged,
    unchanged,
    skippedCount: skipped.length,
    skipped: skipped.slice(0, SKIPPED_SHOWN),
  }
}
