import { ImportFaqEntries, FaqImport } from '#contract/shapes/faq-entry.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { documentIndex } from '../job-kinds.ts'
import { insertDocument, replaceDocument } from '../documents/document-store.ts'
import { bodyOfFaqEntry, type FaqEntryRow, type QuestionAndAnswer } from './faq-entry.ts'
import { faqEntriesIn, textOf } from './faq-entries-in.ts'
import { visibleFaqEntries } from './faq-entry-store.ts'
import { lockKnowledgeBase } from '../visible.ts'

/** Imports FAQ entries from a CSV file. An existing question gets the answer from the file. */
export const importFaqEntries = command({
  name: 'faq-entry.import',
  permission: 'knowledge:write',
  input: ImportFaqEntries,
  output: FaqImport,
  async run(context, { knowledgeBaseId, ...given }) {
    const { tx, scope } = context
    await lockKnowledgeBase(tx, scope, knowledgeBaseId)
    const { faqEntries, skipped } = faqEntriesIn(given)
    const known = await visibleFaqEntries(tx, scope)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .execute()
    const byQuestion = new Map<string, FaqEntryRow>(known.map((row) => [row.name, row]))
    const fresh = [...faqEntries.keys()].filter((question) => !byQuestion.has(question)).length
    if (fresh > 0) await requireQuota(context, { documents: fresh, storageBytes: textOf(given).length })
    const counts = { added: 0, changed: 0, unchanged: 0 }
    for (const faqEntry of faqEntries.values())
      counts[await put(context, knowledgeBaseId, faqEntry, byQuestion.get(faqEntry.question))]++
    return { ...counts, skipped }
  },
})

async function put(
  { tx, scope, emit, enqueue }: CommandContext,
  knowledgeBaseId: string,
  faqEntry: QuestionAndAnswer,
  known: FaqEntryRow | undefined,
): Promise<'added' | 'changed' | 'unchanged'> {
  if (known?.content === faqEntry.answer) return 'unchanged'
  const row = known
    ? await replaceDocument(tx, known.id, bodyOfFaqEntry(faqEntry))
    : await insertDocument(tx, scope, { knowledgeBaseId, kind: 'faq-entry', ...bodyOfFaqEntry(faqEntry) })
  emit({
    type: known ? 'document.replaced' : 'document.added',
    payload: { knowledgeBaseId, documentId: row.id, name: row.name },
  })
  enqueue(documentIndex, { documentId: row.id })
  return known ? 'changed' : 'added'
}
