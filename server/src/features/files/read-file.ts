import { z } from 'zod'
import { File, FileRef } from '#contract/shapes/file.ts'
import { findFile, isFileShown, toFile } from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, type QueryContext, query } from '#kernel/use-case.ts'
import { rangeOf } from './byte-range.ts'

/** Shows what a file is: one's own, or one in a conversation that one may see. */
export const readFile = query({
  name: 'file.read',
  permission: 'conversation:read',
  input: FileRef,
  output: File,
  run: async (context, input) => toFile(await requireReadable(context, input.fileId)),
})

/** Hands out the bytes of a file: all of them, or from one to another. */
export const downloadFile = flow({
  name: 'file.download',
  permission: 'conversation:read',
  input: FileRef.extend({ range: z.string().max(100).optional() }),
  async run({ scope, ports }, { fileId, range: wanted }) {
    const { blobKey, ...file } = await locateFile(scope, fileId)
    const range = rangeOf(wanted, file.sizeBytes)
    return { file, range, content: await ports.blobs.open(blobKey, range ?? undefined) }
  },
})

const locate = query({
  name: 'file.locate',
  permission: 'conversation:read',
  input: FileRef,
  async run(context, { fileId }) {
    const row = await requireReadable(context, fileId)
    return { ...toFile(row), blobKey: row.blob_key }
  },
})

/** Where the bytes of a file are that this actor may read. Part of what hands them out, and no door. */
export const locateFile = (scope: Scope, fileId: string) => locate(scope, { fileId })

/** The file, or Fault `not_found` when this actor may not see it. */
export async function requireReadable({ tx, scope }: QueryContext, fileId: string) {
  const row = await findFile(tx, fileId)
  if (!row) throw notFound('file')
  if (row.owner_id === scope.actor.id || scope.actor.permissions.has('internal')) return row
  if (!(await isFileShown(tx, scope, fileId))) throw notFound('file')
  return row
}
