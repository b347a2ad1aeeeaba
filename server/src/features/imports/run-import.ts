import { sql } from 'kysely'
import { requireFile } from '#features/conversations/index.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { step } from '#kernel/step.ts'
import { readForeign, titleOf } from './formats/read-foreign.ts'
import { inOrder } from './in-order.ts'
import { itemsOf } from './reading/json-items.ts'
import { Unreadable } from './reading/unreadable.ts'
import { unpack } from './reading/unpack.ts'
import { noteItemFailure, importConversation } from './import-conversation.ts'
import { requireImport, updateImport } from './import-store.ts'

/** Reads a file item by item and imports each conversation; failures are recorded, and the others continue. */
export async function runImport(scope: Scope, { importId }: { importId: string }) {
  const { ports } = scope.app
  const begun = await beginImport(scope, { importId })
  if (!begun) return
  const content = await ports.blobs.read(begun.blobKey)
  try {
    const files = (await unpack(content)).map((bytes) => ({ bytes, items: itemsOf(bytes) }))
    await countImport(scope, { importId, total: files.reduce((sum, { items }) => sum + items.length, 0) })
    let item = 0
    for (const { bytes, items } of files)
      for (const range of items) {
        scope.signal.throwIfAborted()
        item += 1
        await takeItem(scope, importId, item, bytes.subarray(range.start, range.end))
      }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return endImport(scope, { importId, detail: error.message })
  }
  await endImport(scope, { importId, detail: null })
}

async function takeItem(scope: Scope, importId: string, item: number, bytes: Uint8Array) {
  let title = ''
  try {
    const value = parsed(bytes)
    title = titleOf(value)
    await importConversation(scope, { importId, foreign: inOrder(readForeign(value)) })
  } catch (error) {
    // Anything else, such as an unreachable database, is left to the next attempt.
    if (!(error instanceof Unreadable) && asFault(error).code !== 'invalid_input') throw error
    const reason = error instanceof Error ? error.message : ''
    await noteItemFailure(scope, { importId, item, title: storableText(title), reason: storableText(reason) })
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Unreadable('It is not valid JSON.')
  }
}

/** Starts or restarts an import: conversations of an earlier attempt are then found to exist. Null if it has ended. */
const beginImport = step(
  async ({ tx, scope }, { importId }: { importId: string }): Promise<{ blobKey: string } | null> => {
    const row = await requireImport(tx, scope, importId)
    if (row.ended_at) return null
    if (row.file_id === null) throw new Fault('not_found', 'The file no longer exists.')
    await updateImport(tx, importId, { state: 'running', failed: 0, failures: '[]' })
    return { blobKey: (await requireFile(tx, scope, row.file_id)).blob_key }
  },
)

/** Records the number of conversations in a file. */
const countImport = step(
  async ({ tx }, { importId, total }: { importId: string; total: number }) =>
    void (await updateImport(tx, importId, { items_total: total })),
)

/** Ends an import: done, or failed as a whole for a reason. */
export const endImport = step(
  async ({ tx, emit }, { importId, detail }: { importId: string; detail: string | null }) => {
    const row = await updateImport(tx, importId, {
      state: detail === null ? 'done' : 'failed',
      detail,
      ended_at: sql<Date>`now()`,
      // A second attempt counts items again; they are reported once.
      skipped: sql<number>`least(skipped, greatest(0, coalesce(items_total, 0) - imported - failed))`,
    })
    if (row)
      emit({ type: 'import.ended', payload: { importId, ownerId: row.owner_id, imported: row.imported } })
  },
)
