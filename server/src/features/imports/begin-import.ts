import { step } from '#kernel/step.ts'
import { requireFile } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { requireImport, updateImport } from './import-store.ts'

/** Begins an import, or begins it anew: what an earlier try took in is then found to be here. Null when it has ended. */
export const beginImport = step(
  async ({ tx, scope }, { importId }: { importId: string }): Promise<{ blobKey: string } | null> => {
    const row = await requireImport(tx, scope, importId)
    if (row.ended_at) return null
    if (row.file_id === null) throw new Fault('not_found', 'The file no longer exists.')
    await updateImport(tx, importId, { state: 'running', failed: 0, failures: '[]' })
    return { blobKey: (await requireFile(tx, scope, row.file_id)).blob_key }
  },
)

/** Notes how many conversations a file holds. */
export const countImport = step(
  async ({ tx }, { importId, total }: { importId: string; total: number }) =>
    void (await updateImport(tx, importId, { items_total: total })),
)
