import { ImportPage, ListImports, Import, ImportRef } from '#contract/shapes/import.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toImport } from './import.ts'
import { requireImport } from './import-store.ts'

/** Lists the caller's imports, newest first. */
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

/** Reads the progress of an import, and what could not be imported. */
export const readImport = query({
  name: 'import.read',
  permission: 'conversation:import',
  input: ImportRef,
  output: Import,
  run: async ({ tx, scope }, { importId }) => toImport(await requireImport(tx, scope, importId)),
})
