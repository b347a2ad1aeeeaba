import { ListPairs, PairPage } from '#contract/shapes/pair.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toPair } from './pair.ts'
import { pairsWith, visiblePairs } from './pair-store.ts'
import { requireSource } from '../visible.ts'

/** Lists the questions of a source with their answers, the newest first. */
export const listPairs = query({
  name: 'pair.list',
  permission: 'knowledge:read',
  input: ListPairs,
  output: PairPage,
  async run({ tx, scope }, { sourceId, search, limit, after }) {
    await requireSource(tx, scope, sourceId)
    const cursor = readCursor(after)
    const rows = await visiblePairs(tx, scope)
      .where('source_id', '=', sourceId)
      .$if(cursor !== null, (some) => some.where('id', '<', cursor?.id ?? ''))
      .$if(Boolean(search), (some) => pairsWith(some, search ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, toPair, (row) => ({ at: '', id: row.id }))
  },
})
