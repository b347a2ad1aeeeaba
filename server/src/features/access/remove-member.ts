import { MemberRef } from '#contract/shapes/people.ts'
import { deleteMember, lockVisibleMember, requireMayChange } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { revokeApiKeys } from './api-key-store.ts'
import { announceEnd } from './session-tokens.ts'
import { endAndTell } from './close-session.ts'

/** Removes a member with all their credentials and the invitations they created. Members can also leave. */
export const removeMember = command({
  name: 'member.remove',
  permission: 'member:manage',
  input: MemberRef,
  async run(context, { memberId }) {
    const { tx, scope, emit } = context
    const { member, otherActiveOwners } = await lockVisibleMember(tx, scope, memberId)
    requireMayChange(scope.actor, member, { role: null }, otherActiveOwners)
    await endAndTell(context, { memberId }, 'member removed')
    for (const { id, tail } of await revokeApiKeys(tx, memberId))
      emit({ type: 'api-key.revoked', payload: { apiKeyId: id, memberId, tail } })
    await deleteMember(tx, memberId)
    announceEnd(context, memberId)
    emit({ type: 'member.removed', payload: { memberId, name: member.name, email: member.email } })
  },
})
