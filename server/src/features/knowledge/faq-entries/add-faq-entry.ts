import { AddFaqEntry, FaqEntry } from '#contract/shapes/faq-entry.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { documentIndex } from '../job-kinds.ts'
import { insertDocument } from '../documents/document-store.ts'
import { bodyOfFaqEntry, tidyFaqEntry, toFaqEntry } from './faq-entry.ts'
import { findDocumentByName, lockKnowledgeBase } from '../visible.ts'

/** Adds a question with its answer to a knowledge base; it is found whole. */
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
