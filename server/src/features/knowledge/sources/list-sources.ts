import { ListSources, SourcePage } from '#contract/shapes/knowledge.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toSource } from './source.ts'
import { countedSources } from './source-store.ts'

/** Lists the sources, the newest first. */
export const listSources = query({
  name: 'source.list',
  permission: 'knowledge:read',
  input: ListSources,
  output: SourcePage,
  async run({ tx, scope }, { limit, after }) {
    const cursor = readCursor(after)
    const all = countedSources(tx, scope)
      .orderBy('sources.id', 'desc')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('sources.id', '<', cursor.id) : all).execute()
    return pageFrom(rows, limit, toSource, (row) => ({ at: '', id: row.id }))
  },
})
