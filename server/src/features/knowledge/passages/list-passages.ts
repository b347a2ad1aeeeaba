import { ListPassages, PassagePage } from '#contract/shapes/knowledge.ts'
import { byCount, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toPassage } from './passage.ts'
import { livePassages } from '../passage-store.ts'
import { requireDocument } from '../visible.ts'

/** Lists the passages of a document as they stand in it; none before it is ready. */
export const listPassages = query({
  name: 'passage.list',
  permission: 'knowledge:read',
  input: ListPassages,
  output: PassagePage,
  async run({ tx, scope }, { documentId, limit, after }) {
    await requireDocument(tx, scope, documentId)
    const cursor = readCursor(after, byCount)
    const all = livePassages(tx, scope)
      .where('passages.document_id', '=', documentId)
      .orderBy('passages.ordinal')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('passages.ordinal', '>', Number(cursor.at)) : all).execute()
    return pageFrom(rows, limit, toPassage, (row) => ({ at: String(row.ordinal), id: row.id }))
  },
})
