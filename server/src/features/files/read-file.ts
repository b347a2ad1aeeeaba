import { z } from 'zod'
import { File, FileRef } from '#contract/shapes/file.ts'
import { findFile, isFileShown, toFile } from '#features/conversations/index.ts'
import { notFound, Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, type QueryContext, query } from '#kernel/use-case.ts'
import type { ByteRange } from '#kernel/file-ports.ts'

/** Reads the facts about a file: the caller's own, or one in a conversation that they see. */
export const readFile = query({
  name: 'file.read',
  permission: 'conversation:read',
  input: FileRef,
  output: File,
  run: async (context, input) => toFile(await requireReadable(context, input.fileId)),
})

/** Downloads a file, or a range of it. */
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

/**
 * The range in `Range: bytes=…`; null for the whole file, also if several ranges are requested or the header is not
 * understood. Throws Fault `invalid_input` for a range beyond the end.
 */
function rangeOf(header: string | undefined, sizeBytes: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (start >= sizeBytes || start > end)
    throw new Fault('invalid_input', `The file has ${sizeBytes} bytes.`, { reason: 'range-not-satisfiable' })
  return { start, end }
}
