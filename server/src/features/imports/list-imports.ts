import { ImportPage, ListImports } from '#contract/shapes/import.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toImport } from './import.ts'

/** Lists one's imports, the newest first. */
export const listImports = query({
  name: 'import.list',
  permission: 'conversation:import',
  input: ListImports,
  output: ImportPage,
  async run({ tx, scope }, { limit, after }) {
    const cursor = readCursor(after)
    const all = tx
      .selectFrom('imports')
      .selectAll()
      .where('owner_id', '=', scope.actor.id)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('id', '<', cursor.id) : all).execute()
    return pageFrom(rows, limit, toImport, ({ id }) => ({ at: '', id }))
  },
})
