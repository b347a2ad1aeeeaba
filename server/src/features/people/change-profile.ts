import { ChangeProfile, Member } from '#contract/shapes/people.ts'
import { forbidden } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { changeOf, toMember } from './member.ts'
import { findMember, updateMember } from './member-store.ts'

/** Changes the caller's own name. */
export const changeProfile = command({
  name: 'profile.change',
  permission: 'profile:write',
  input: ChangeProfile,
  output: Member,
  async run({ tx, scope, emit }, { name }) {
    const member = await findMember(tx, scope.tenantId, actorId(scope))
    if (!member) throw forbidden('You do not have an account in this organisation.')
    if (name === member.name) return toMember(member)
    const row = await updateMember(tx, member.id, { name })
    emit({ type: 'member.changed', payload: changeOf(member, row) })
    return toMember(row)
  },
})
