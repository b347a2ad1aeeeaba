import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

/**
 * Deletes the rows of uploads, given the keys of their bytes, unless a message contains them. Returns the keys that are
 * still needed.
 */
export async function releaseUploads(
  tx: Transaction,
  scope: Scope,
  keys: readonly string[],
): Promise<Set<string>> {
  const uploads = await tx
    .selectFrom('files')
    .select(['id', 'blob_key'])
    .where('tenant_id', '=', scope.tenantId)
    .where('blob_key', 'in', keys)
    .execute()
  if (uploads.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT part ->> 'fileId' AS id FROM messages, jsonb_array_elements(parts) AS part
    WHERE tenant_id = ${scope.tenantId} AND part ->> 'type' = 'file'
      AND part ->> 'fileId' = ANY (${uploads.map(({ id }) => id)}::text[])`.execute(tx)
  const shown = new Set(rows.map(({ id }) => id))
  const free = uploads.filter(({ id }) => !shown.has(id)).map(({ id }) => id)
  if (free.length > 0) await tx.deleteFrom('files').where('id', 'in', free).execute()
  return new Set(uploads.filter(({ id }) => shown.has(id)).map(({ blob_key }) => blob_key))
}
