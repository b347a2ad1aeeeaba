import type { Selectable } from 'kysely'
import type { File } from '#contract/shapes/file.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

type FileRow = Selectable<Schema['files']>

export const toFile = (row: FileRow): File => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  createdAt: row.created_at.toISOString(),
})

/** The file, or Fault `not_found` when it is not this actor's own. Whoever may read a message reaches its files through it. */
export async function requireFile(tx: Reader, scope: Scope, id: string): Promise<FileRow> {
  const select = tx.selectFrom('files').selectAll().where('id', '=', id).where('quarantined_at', 'is', null)
  const isOfSystem = scope.actor.id === null || scope.actor.permissions.has('internal')
  const row = await (isOfSystem ? select : select.where('owner_id', '=', scope.actor.id)).executeTakeFirst()
  if (!row) throw notFound('file')
  return row
}

/** Whether a file is part of a message of a conversation that the actor may see is asked by `read-file`. */
export const findFile = async (tx: Reader, id: string): Promise<FileRow | null> =>
  (await tx
    .selectFrom('files')
    .selectAll()
    .where('id', '=', id)
    .where('quarantined_at', 'is', null)
    .executeTakeFirst()) ?? null
