import { z } from 'zod'
import { replacePassword } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { endAndTell } from './close-session.ts'

/** Stores a new password in place of the one that was shown, and ends every session but the one that is kept. */
export const storePassword = command({
  name: 'password.store',
  permission: 'internal',
  input: z.strictObject({
    memberId: z.uuid(),
    verifiedHash: z.string(),
    passwordHash: z.string(),
    keptSessionId: z.uuid().nullable(),
  }),
  async run(context, { memberId, verifiedHash, passwordHash, keptSessionId }) {
    const stored = await replacePassword(context.tx, memberId, { verifiedHash, passwordHash })
    if (!stored) throw conflict('The password was just changed from somewhere else.')
    await endAndTell(context, { memberId, butNot: keptSessionId }, 'password changed')
    context.emit({ type: 'password.changed', payload: { memberId } })
  },
})
