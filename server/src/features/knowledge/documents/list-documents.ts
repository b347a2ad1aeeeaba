import { DocumentPage, ListDocuments } from '#contract/shapes/knowledge.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toDocument } from './document.ts'
import { documentColumns } from './document-store.ts'
import { requireSource, visibleDocuments } from '../visible.ts'

/** Lists the documents of a source, the newest first, with how far each is. */
export const listDocuments = query({
  name: 'document.list',
  permission: 'knowledge:read',
  input: ListDocuments,
  output: DocumentPage,
  async run({ tx, scope }, { sourceId, kind, limit, after }) {
    await requireSource(tx, scope, sourceId)
    const cursor = readCursor(after)
    const all = visibleDocuments(tx, scope)
      .select(documentColumns)
      .where('source_id', '=', sourceId)
      .$if(kind !== undefined, (some) => some.where('kind', '=', kind ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('id', '<', cursor.id) : all).execute()
    return pageFrom(rows, limit, toDocument, (row) => ({ at: '', id: row.id }))
  },
})
