import { type Selectable, sql } from 'kysely'
import type { File } from '#contract/shapes/file.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { visibleConversations } from './visible.ts'

type FileRow = Selectable<Schema['files']>

export const toFile = (row: FileRow): File => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  createdAt: row.created_at.toISOString(),
})

/**
 * The file, or Fault `not_found` if it is not this actor's own. Others who may read a message reach its files through
 * the message.
 */
export async function requireFile(tx: Reader, scope: Scope, id: string): Promise<FileRow> {
  const select = tx.selectFrom('files').selectAll().where('id', '=', id).where('quarantined_at', 'is', null)
  const isOfSystem = scope.actor.id === null || scope.actor.permissions.has('internal')
  const row = await (isOfSystem ? select : select.where('owner_id', '=', scope.actor.id)).executeTakeFirst()
  if (!row) throw notFound('file')
  return row
}

/** The file, without access checks: `read-file` checks whether the actor may see a message that contains it. */
export const findFile = async (tx: Reader, id: string): Promise<FileRow | null> =>
  (await tx
    .selectFrom('files')
    .selectAll()
    .where('id', '=', id)
    .where('quarantined_at', 'is', null)
    .executeTakeFirst()) ?? null

interface StoredFile {
  readonly fileId: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly blobKey: string
}

/** Stores the facts about a file; one with a threat cannot be read. */
export const insertFile = (
  tx: Transaction,
  scope: Scope,
  file: StoredFile,
  threat: string | null = null,
): Promise<FileRow> =>
  tx
    .insertInto('files')
    .values({
      tenant_id: scope.tenantId,
      id: file.fileId,
      owner_kind: scope.actor.kind,
      owner_id: actorId(scope),
      name: sealableText(file.name),
      media_type: file.mediaType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      blob_key: file.blobKey,
      ...(threat !== null && { quarantined_at: scope.app.now(), threat }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Whether a message that this actor may see contains the file. */
export async function isFileShown(tx: Reader, scope: Scope, fileId: string): Promise<boolean> {
  const shown = await tx
    .selectFrom('messages')
    .select('messages.id')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .where(visibleConversations(scope))
    .where(sql<boolean>`messages.parts @> ${JSON.stringify([{ type: 'file', fileId }])}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return shown !== undefined
}
