import { ProjectMemberList, SetProjectMember } from '#contract/shapes/project.ts'
import { resharePlace } from '#features/conversations/index.ts'
import { requireMember } from '#features/people/index.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { listProjectMembers } from './list-project-members.ts'
import { membersOf, putMember } from './member-store.ts'
import { placeOfMembers } from './place-in.ts'
import { audiencePayload } from './project.ts'
import { lockProject } from './visible.ts'

const MEMBERS_MAX = 100

/** Adds a member of the tenant to a project, or lets them do more or less in it: they see all that is in it from then on. */
export const setProjectMember = command({
  name: 'project-member.set',
  permission: 'project:share',
  input: SetProjectMember,
  output: ProjectMemberList,
  async run(context, { projectId, memberId, role }) {
    const { tx, scope, emit } = context
    const row = await lockProject(tx, scope, projectId, 'owner')
    const members = await membersOf(tx, [projectId])
    const known = members.find((member) => member.memberId === memberId)
    // Who is in it already may be named by whoever owns it, seen elsewhere or not.
    if (!known) await requireMember(tx, scope, memberId)
    if (!known && members.length >= MEMBERS_MAX)
      throw new Fault('limit_reached', `A project can have at most ${MEMBERS_MAX} members.`)
    const others = members.filter((member) => member.memberId !== memberId)
    if (role !== 'owner' && known?.role === 'owner' && !others.some((other) => other.role === 'owner'))
      throw conflict('A project needs at least one owner.')
    await putMember(tx, scope, { projectId, memberId, role })
    await resharePlace(tx, await placeOfMembers(tx, projectId))
    emit({ type: 'project.member-set', payload: { ...(await audiencePayload(tx, row)), memberId, role } })
    return listProjectMembers.within(context, { projectId })
  },
})
