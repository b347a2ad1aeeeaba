import { z } from 'zod'
import { ResetPassword } from '#contract/shapes/people.ts'
import { id } from '#contract/ids.ts'
import { lockVisibleMember, replacePassword, requireMayChange } from '#features/people/index.ts'
import { conflict, forbidden } from '#kernel/fault.ts'
import { command, flow } from '#kernel/use-case.ts'
import { endAndTell } from './close-session.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'

/** Gives a member whom one outranks another password, and signs them out everywhere. One's own is changed by knowing it. */
export const resetPassword = flow({
  name: 'password.reset',
  permission: 'member:manage',
  input: ResetPassword,
  run: async ({ scope }, { memberId, newPassword }) =>
    resetNow(scope, { memberId, newPassword, passwordHash: await hashPassword(newPassword) }),
})

/** The transaction of it. */
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
