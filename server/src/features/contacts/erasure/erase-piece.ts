import { step } from '#kernel/step.ts'
import { filesOf } from '#features/conversations/index.ts'
import { removeContact } from '#features/people/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { lockErasure, moveErasure, toErasure } from './erasure-store.ts'

/** Erases the next piece of what is kept of a person; true while there is more. Part of `eraseEverywhere`. */
export const erasePiece = step(
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

/** What came while the rest was erased is erased too; only then the person is nobody any more. */
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
