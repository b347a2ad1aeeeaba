import { ChangePassword } from '#contract/shapes/people.ts'
import { findMember, replacePassword } from '#features/people/index.ts'
import { forbidden, invalidInput, conflict } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { accountOf } from './admit-attempt.ts'
import { beginAttempt } from './attempts.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { noteRefusal } from './refuse-sign-in.ts'
import { entrustedScope } from './scopes.ts'
import { endAndTell } from './close-session.ts'

/**
 * Changes one's own password and ends all of one's other sessions. The current one must be known; guessing it is
 * slowed as guessing at the sign-in is.
 */
export const changePassword = flow({
  name: 'password.change',
  permission: 'profile:write',
  input: ChangePassword,
  async run({ scope }, { currentPassword, newPassword }) {
    const id = actorId(scope)
    const member = await scope.app.database.read(scope.tenantId, (tx) => findMember(tx, scope.tenantId, id))
    if (!member) throw forbidden('You do not have an account in this organisation.')
    const takeBack = beginAttempt(scope.app, accountOf(member), scope.origin.address)
    if (!(await verifyPassword(member.password_hash, currentPassword))) {
      noteRefusal(scope, member)
      const message = 'The current password is wrong.'
      throw invalidInput(message, [{ path: 'currentPassword', message }])
    }
    takeBack()
    refuseWeakPassword(newPassword, member, 'newPassword')
    await storePassword(entrustedScope(scope, scope.tenantId, scope.actor), {
      memberId: id,
      verifiedHash: member.password_hash,
      passwordHash: await hashPassword(newPassword),
      keptSessionId: scope.credentialId,
    })
  },
})

/** Stores a new password in place of the one that was shown, and ends every session but the one that is kept. */
const storePassword = step(
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
