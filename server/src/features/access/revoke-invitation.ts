import { InvitationRef } from '#contract/shapes/people.ts'
import { requireMayGive, roleOf } from '#features/people/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { deleteInvitation } from './invitation-store.ts'

/** Takes an invitation back that nobody used. Whoever could have given the role may do so. */
export const revokeInvitation = command({
  name: 'invitation.revoke',
  permission: 'member:manage',
  input: InvitationRef,
  async run({ tx, scope, emit }, { invitationId }) {
    const row = await deleteInvitation(tx, invitationId)
    if (!row) throw notFound('invitation')
    requireMayGive(scope.actor, roleOf(row))
    emit({ type: 'invitation.revoked', payload: { invitationId, email: row.email } })
  },
})
