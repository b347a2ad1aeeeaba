import { DocumentPage, ListDocuments } from '#contract/shapes/knowledge.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toDocument } from './document.ts'
import { documentColumns } from './document-store.ts'
import { requireKnowledgeBase, visibleDocuments } from '../visible.ts'

/** Lists the documents of a knowledge base, the newest first, with how far each is. */
export const listDocuments = query({
  name: 'document.list',
  permission: 'knowledge:read',
  input: ListDocuments,
  output: DocumentPage,
  async run({ tx, scope }, { knowledgeBaseId, kind, limit, after }) {
    await requireKnowledgeBase(tx, scope, knowledgeBaseId)
    const cursor = readCursor(after)
    const all = visibleDocuments(tx, scope)
      .select(documentColumns)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .$if(kind !== undefined, (some) => some.where('kind', '=', kind ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('id', '<', cursor.id) : all).execute()
    return pageFrom(rows, limit, toDocument, (row) => ({ at: '', id: row.id }))
  },
})
