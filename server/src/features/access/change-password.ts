import { z } from 'zod'
import { ChangePassword, ResetPassword } from '#contract/shapes/people.ts'
import { id } from '#contract/ids.ts'
import { findMember, replacePassword, lockVisibleMember, requireMayChange } from '#features/people/index.ts'
import { forbidden, invalidInput, conflict } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { flow, command } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { accountOf } from './admit-attempt.ts'
import { beginAttempt } from './attempts.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { noteRefusal } from './refuse-sign-in.ts'
import { entrustedScope } from './scopes.ts'
import { endAndTell } from './close-session.ts'

/**
 * Changes the caller's password and ends all their other sessions. Requires the current one; guessing it is
 * rate-limited like signing in.
 */
export const changePassword = flow({
  name: 'password.change',
  permission: 'profile:write',
  input: ChangePassword,
  async run({ scope }, { currentPassword, newPassword }) {
    const memberId = actorId(scope)
    const member = await scope.app.database.read(scope.tenantId, (tx) =>
      findMember(tx, scope.tenantId, memberId),
    )
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
      memberId,
      verifiedHash: member.password_hash,
      passwordHash: await hashPassword(newPassword),
      keptSessionId: scope.credentialId,
    })
  },
})

/** Replaces the verified password, and ends every session but the given one. */
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

/**
 * Resets the password of a member whom the caller outranks, and signs them out everywhere. The caller's own is changed
 * with the current one.
 */
export const resetPassword = flow({
  name: 'password.reset',
  permission: 'member:manage',
  input: ResetPassword,
  run: async ({ scope }, { memberId, newPassword }) =>
    resetNow(scope, { memberId, newPassword, passwordHash: await hashPassword(newPassword) }),
})

/** Its transaction. */
const resetNow = command({
  name: 'password.reset-now',
  permission: 'member:manage',
  input: z.strictObject({ memberId: id('member'), newPassword: z.string(), passwordHash: z.string() }),
  async run(context, { memberId, newPassword, passwordHash }): Promise<void> {
    const { tx, scope, emit } = context
    const { member, otherActiveOwners } = await lockVisibleMember(tx, scope, memberId)
    if (member.id === scope.actor.id) throw forbidden('To change your own password, enter your current one.')
    requireMayChange(scope.actor, member, {}, otherActiveOwners)
    refuseWeakPassword(newPassword, member, 'newPassword')
    const verifiedHash = member.password_hash
    if (!(await replacePassword(tx, memberId, { verifiedHash, passwordHash })))
      throw conflict('The password was just changed from somewhere else.')
    await endAndTell(context, { memberId }, 'password reset')
    emit({ type: 'password.changed', payload: { memberId } })
  },
})
