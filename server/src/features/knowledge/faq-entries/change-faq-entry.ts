import { ChangeFaqEntry, FaqEntry } from '#contract/shapes/faq-entry.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { documentIndex } from '../job-kinds.ts'
import { replaceDocument } from '../documents/document-store.ts'
import { bodyOfFaqEntry, tidyFaqEntry, toFaqEntry } from './faq-entry.ts'
import { readFaqEntryRow } from './faq-entry-store.ts'
import { findDocumentByName, lockDocument } from '../visible.ts'

/** Changes a question or its answer; the FAQ entry as it was answers until the new one is ready. */
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
