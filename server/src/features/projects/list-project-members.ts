import { ProjectMemberList, ProjectRef } from '#contract/shapes/project.ts'
import { namesOfMembers } from '#features/people/index.ts'
import { query } from '#kernel/use-case.ts'
import { membersOf } from './member-store.ts'
import { requireProject } from './visible.ts'

/** Lists who works in a project, and what they may do there. */
export const listProjectMembers = query({
  name: 'project-member.list',
  permission: 'project:join',
  input: ProjectRef,
  output: ProjectMemberList,
  async run({ tx, scope }, { projectId }) {
    await requireProject(tx, scope, projectId)
    const members = await membersOf(tx, [projectId])
    const names = await namesOfMembers(
      tx,
      members.map(({ memberId }) => memberId),
    )
    return {
      items: members.map(({ memberId, role, addedAt }) => ({
        memberId,
        name: names.get(memberId) ?? '',
        role,
        addedAt: addedAt.toISOString(),
      })),
    }
  },
})
