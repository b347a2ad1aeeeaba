import { z } from 'zod'
import { ImportRef } from '#contract/shapes/import.ts'
import { sql } from 'kysely'
import { command } from '#kernel/use-case.ts'
import { updateImport } from './import-store.ts'

/** Ends an import: done, or failed as a whole for a reason. */
export const endImport = command({
  name: 'import.end',
  permission: 'internal',
  input: ImportRef.extend({ detail: z.string().nullable() }),
  async run({ tx, emit }, { importId, detail }) {
    const row = await updateImport(tx, importId, {
      state: detail === null ? 'done' : 'failed',
      detail,
      ended_at: sql<Date>`now()`,
      // What was counted twice by a second try is told once.
      skipped: sql<number>`least(skipped, greatest(0, coalesce(items_total, 0) - imported - failed))`,
    })
    if (row)
      emit({ type: 'import.ended', payload: { importId, ownerId: row.owner_id, imported: row.imported } })
  },
})
