import {
  ListFaqEntries,
  FaqEntryPage,
  AddFaqEntry,
  FaqEntry,
  ChangeFaqEntry,
  ExportFaqEntries,
} from '#contract/shapes/faq-entry.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command, flow } from '#kernel/use-case.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { requireKnowledgeBase, findDocumentByName, lockKnowledgeBase, lockDocument } from '../visible.ts'
import { documentIndex } from '../job-kinds.ts'
import { insertDocument, replaceDocument } from '../documents/document-store.ts'
import { toFaqEntry, bodyOfFaqEntry, tidyFaqEntry } from './faq-entry.ts'
import { faqEntriesWith, visibleFaqEntries, readFaqEntryRow } from './faq-entry-store.ts'

/** Lists the FAQ entries of a knowledge base, newest first. */
export const listFaqEntries = query({
  name: 'faq-entry.list',
  permission: 'knowledge:read',
  input: ListFaqEntries,
  output: FaqEntryPage,
  async run({ tx, scope }, { knowledgeBaseId, search, limit, after }) {
    await requireKnowledgeBase(tx, scope, knowledgeBaseId)
    const cursor = readCursor(after)
    const rows = await visibleFaqEntries(tx, scope)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .$if(cursor !== null, (some) => some.where('id', '<', cursor?.id ?? ''))
      .$if(Boolean(search), (some) => faqEntriesWith(some, search ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, toFaqEntry, (row) => ({ at: '', id: row.id }))
  },
})

/** Adds an FAQ entry to a knowledge base; it is always found as a whole. */
export const addFaqEntry = command({
  name: 'faq-entry.add',
  permission: 'knowledge:write',
  input: AddFaqEntry,
  output: FaqEntry,
  async run(context, { knowledgeBaseId, ...given }) {
    const { tx, scope, emit, enqueue } = context
    await lockKnowledgeBase(tx, scope, knowledgeBaseId)
    const faqEntry = tidyFaqEntry(given)
    if (await findDocumentByName(tx, scope, { knowledgeBaseId, kind: 'faq-entry', name: faqEntry.question }))
      throw conflict('This question is already in the knowledge base. Change its answer instead.')
    await requireQuota(context, { documents: 1, storageBytes: Buffer.byteLength(faqEntry.answer) })
    const row = await insertDocument(tx, scope, {
      knowledgeBaseId,
      kind: 'faq-entry',
      ...bodyOfFaqEntry(faqEntry),
    })
    emit({ type: 'document.added', payload: { knowledgeBaseId, documentId: row.id, name: row.name } })
    enqueue(documentIndex, { documentId: row.id })
    return toFaqEntry({ ...row, content: faqEntry.answer })
  },
})

/** Changes an FAQ entry; the old version is found until the new one is ready. */
export const changeFaqEntry = command({
  name: 'faq-entry.change',
  permission: 'knowledge:write',
  input: ChangeFaqEntry,
  output: FaqEntry,
  async run({ tx, scope, emit, enqueue }, { documentId, question, answer }) {
    await lockDocument(tx, scope, documentId)
    const known = await readFaqEntryRow(tx, scope, documentId)
    if (!known) throw notFound('document')
    const faqEntry = tidyFaqEntry({ question: question ?? known.name, answer: answer ?? known.content ?? '' })
    const twin = {
      knowledgeBaseId: known.knowledge_base_id,
      kind: 'faq-entry',
      name: faqEntry.question,
    } as const
    if (faqEntry.question !== known.name && (await findDocumentByName(tx, scope, twin)))
      throw conflict('This question is already in the knowledge base. Change its answer instead.')
    const row = await replaceDocument(tx, documentId, bodyOfFaqEntry(faqEntry))
    emit({
      type: 'document.replaced',
      payload: { knowledgeBaseId: row.knowledge_base_id, documentId, name: row.name },
    })
    enqueue(documentIndex, { documentId })
    return toFaqEntry({ ...row, content: faqEntry.answer })
  },
})

const PAGE = 100

/** Exports all FAQ entries of a knowledge base, newest first, page by page. */
export const exportFaqEntries = flow({
  name: 'faq-entry.export',
  permission: 'knowledge:read',
  input: ExportFaqEntries,
  run: ({ scope }, { knowledgeBaseId }) => pages(scope, knowledgeBaseId),
})

async function* pages(scope: Scope, knowledgeBaseId: string): AsyncGenerator<FaqEntry[]> {
  let after: string | null = null
  // The first page also checks access to the knowledge base, so it is always read.
  do {
    const page = await listFaqEntries(scope, {
      knowledgeBaseId,
      limit: PAGE,
      ...(after !== null && { after }),
    })
    yield page.items
    after = page.nextCursor
  } while (after !== null && !scope.signal.aborted)
}
