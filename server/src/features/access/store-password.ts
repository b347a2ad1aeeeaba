import { step } from '#kernel/step.ts'
import { replacePassword } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { endAndTell } from './close-session.ts'

/** Stores a new password in place of the one that was shown, and ends every session but the one that is kept. */
export const storePassword = step(
  async (
    context,
    {
      memberId,
      verifiedHash,
      passwordHash,
      keptSessionId,
    }: { memberId: string; verifiedHash: string; passwordHash: string; keptSessionId: string | null },
  ) => {
    const stored = await replacePassword(context.tx, memberId, { verifiedHash, passwordHash })
    if (!stored) throw conflict('The password was just changed from somewhere else.')
    await endAndTell(context, { memberId, butNot: keptSessionId }, 'password changed')
    context.emit({ type: 'password.changed', payload: { memberId } })
  },
)
