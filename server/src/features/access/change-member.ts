import { ChangeMember, Member } from '#contract/shapes/people.ts'
import {
  changeOf,
  lockVisibleMember,
  requireMayChange,
  toMember,
  updateMember,
} from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { announceChange, announceEnd } from './session-tokens.ts'
import { endAndTell } from './close-session.ts'

/**
 * Renames a member, changes their role, suspends or reinstates them. New permissions apply at once; a suspended member
 * is signed out everywhere, and their keys do not work until they are reinstated.
 */
export const changeMember = command({
  name: 'member.change',
  permission: 'member:manage',
  input: ChangeMember,
  output: Member,
  async run(context, { memberId, name, role, isSuspended }) {
    const { tx, scope, emit } = context
    const { member, otherActiveOwners } = await lockVisibleMember(tx, scope, memberId)
    requireMayChange(scope.actor, member, { role, isSuspended }, otherActiveOwners)
    const change = {
      name: name ?? member.name,
      role: role ?? member.role,
      is_suspended: isSuspended ?? member.is_suspended,
    }
    const hasOtherRights = change.role !== member.role || change.is_suspended !== member.is_suspended
    if (!hasOtherRights && change.name === member.name) return toMember(member)

    const row = await updateMember(tx, memberId, change)
    if (hasOtherRights) announceEnd(context, memberId)
    else announceChange(context, memberId)
    if (row.is_suspended && !member.is_suspended) await endAndTell(context, { memberId }, 'member suspended')
    emit({ type: 'member.changed', payload: changeOf(member, row) })
    return toMember(row)
  },
})
