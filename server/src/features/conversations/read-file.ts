import { sql } from 'kysely'
import { File, FileRef } from '#contract/shapes/file.ts'
import { notFound } from '#kernel/fault.ts'
import { flow, type QueryContext, query } from '#kernel/use-case.ts'
import { findFile, toFile } from './file-store.ts'
import { visibleConversations } from './visible.ts'

/** Shows what a file is: one's own, or one in a conversation that one may see. */
export const readFile = query({
  name: 'file.read',
  permission: 'conversation:read',
  input: FileRef,
  output: File,
  run: async (context, input) => toFile(await requireReadable(context, input.fileId)),
})

/** Hands out the bytes of a file. */
export const downloadFile = flow({
  name: 'file.download',
  permission: 'conversation:read',
  input: FileRef,
  async run({ scope, ports }, { fileId }) {
    const { blobKey, ...file } = await locateFile(scope, { fileId })
    return { file, content: await ports.blobs.read(blobKey) }
  },
})

/** Where the bytes of a file are. Part of `downloadFile`. */
export const locateFile = query({
  name: 'file.locate',
  permission: 'conversation:read',
  input: FileRef,
  async run(context, { fileId }) {
    const row = await requireReadable(context, fileId)
    return { ...toFile(row), blobKey: row.blob_key }
  },
})

async function requireReadable({ tx, scope }: QueryContext, fileId: string) {
  const row = await findFile(tx, fileId)
  if (!row) throw notFound('file')
  if (row.owner_id === scope.actor.id || scope.actor.permissions.has('internal')) return row
  const shown = await tx
    .selectFrom('messages')
    .select('messages.id')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .where(visibleConversations(scope))
    .where(sql<boolean>`messages.parts @> ${JSON.stringify([{ type: 'file', fileId }])}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  if (!shown) throw notFound('file')
  return row
}
