import { z } from 'zod'
import { replacePassword } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { endAndTell } from './close-sign-in.ts'

/** Stores a new password in place of the one that was shown, and ends every sign-in but the one that is kept. */
export const storePassword = command({
  name: 'password.store',
  permission: 'internal',
  input: z.strictObject({
    memberId: z.uuid(),
    verifiedHash: z.string(),
    passwordHash: z.string(),
    keptSignInId: z.uuid().nullable(),
  }),
  async run(context, { memberId, verifiedHash, passwordHash, keptSignInId }) {
    const stored = await replacePassword(context.tx, memberId, { verifiedHash, passwordHash })
    if (!stored) throw conflict('The password was changed just now from somewhere else.')
    await endAndTell(context, { memberId, butNot: keptSignInId }, 'password changed')
    context.emit({ type: 'password.changed', payload: { memberId } })
  },
})
