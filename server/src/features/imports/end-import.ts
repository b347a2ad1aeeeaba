import { sql } from 'kysely'
import { step } from '#kernel/step.ts'
import { updateImport } from './import-store.ts'

/** Ends an import: done, or failed as a whole for a reason. */
export const endImport = step(
  async ({ tx, emit }, { importId, detail }: { importId: string; detail: string | null }) => {
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
)
