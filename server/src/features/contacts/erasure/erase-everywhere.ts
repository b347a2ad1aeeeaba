import { removeUpload } from '#features/files/index.ts'
import { filesOf, forgetFiles } from '#features/conversations/index.ts'
import { removeContact } from '#features/people/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { readStep, step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { lockErasure, moveErasure, toErasure } from './erasure-store.ts'

/** Erases a person in steps. After a crash it continues where it stopped. */
export async function eraseEverywhere(scope: Scope, { contactId }: { contactId: string }): Promise<void> {
  const { ports } = scope.app
  do {
    scope.signal.throwIfAborted()
    // Bytes first: once the rows are deleted, nobody knows where they are stored.
    const files = await findContactFiles(scope, { contactId })
    for (const { blobKey } of files) await removeUpload(ports, blobKey)
    await forgetContactFiles(scope, { fileIds: files.map(({ id }) => id) })
  } while (await erasePiece(scope, { contactId }))
}

/** Finds a person's uploads and where their bytes are. */
const findContactFiles = readStep(async ({ tx }, { contactId }: { contactId: string }) =>
  (await filesOf(tx, contactId)).map((row) => ({ id: row.id, blobKey: row.blob_key })),
)

/** Deletes the rows of uploads whose bytes are gone. */
const forgetContactFiles = step(({ tx }, { fileIds }: { fileIds: string[] }) => forgetFiles(tx, fileIds), {
  evenWhenFull: true,
})

/** Erases the next batch of a person's data; true while there is more. */
const erasePiece = step(
  async (context, { contactId }: { contactId: string }): Promise<boolean> => {
    const { tx, scope, emit } = context
    const erasure = await lockErasure(tx, contactId)
    if (!erasure || erasure.ended_at !== null) return false
    const kept = scope.app.personalData[erasure.step]
    if (!kept) return finish(context, contactId)
    const erased = await kept.erase(context, contactId)
    const isLast = erasure.step === scope.app.personalData.length - 1
    const moved = await moveErasure(tx, contactId, {
      step: erased === 0 ? erasure.step + 1 : erasure.step,
      done: erased === 0 ? 1 : isLast ? erased : 0,
    })
    emit({ type: 'contact.erasure-progressed', payload: { contactId, progress: toErasure(moved).progress } })
    return true
  },
  { evenWhenFull: true },
)

/** Data that arrived during the erasure is erased too; only then is the person gone. */
async function finish(context: CommandContext, contactId: string): Promise<boolean> {
  const { tx, scope, emit } = context
  let left = (await filesOf(tx, contactId)).length
  for (const kept of scope.app.personalData) left += await kept.erase(context, contactId)
  if (left > 0) {
    await moveErasure(tx, contactId, { step: 0, done: 0 })
    return true
  }
  await removeContact(tx, contactId)
  await moveErasure(tx, contactId, { step: scope.app.personalData.length, done: 0, isOver: true })
  emit({ type: 'contact.erased', payload: { contactId } })
  return false
}
