import { z } from 'zod'
import { ProjectMemberRef } from '#contract/shapes/project.ts'
import { emptyPlace, audiencePayload as whoHears, resharePlace } from '#features/conversations/index.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { dropMember, membersOf } from './member-store.ts'
import { placeOfMembers } from './place-in.ts'
import { audiencePayload } from './project.ts'
import { lockProject } from './visible.ts'

/** Takes a member out of a project, or lets one leave; their own conversations go with them, and are theirs alone again. */
export const removeProjectMember = command({
  name: 'project-member.remove',
  permission: 'project:join',
  input: ProjectMemberRef,
  output: z.null(),
  async run({ tx, scope, emit }, { projectId, memberId }) {
    const isLeaving = scope.actor.id === memberId
    const row = await lockProject(tx, scope, projectId, isLeaving ? 'viewer' : 'owner')
    const members = await membersOf(tx, [projectId])
    const leaving = members.find((member) => member.memberId === memberId)
    if (!leaving) throw notFound('member')
    const others = members.filter((member) => member !== leaving)
    if (leaving.role === 'owner' && !others.some(({ role }) => role === 'owner'))
      throw conflict(
        'A project needs at least one owner: make somebody else an owner first, or delete the project.',
      )
    await dropMember(tx, { projectId, memberId })
    const taken = await emptyPlace(tx, { projectId, ownerId: memberId })
    const place = await placeOfMembers(tx, projectId)
    await resharePlace(tx, place)
    for (const talk of taken)
      emit({
        type: 'conversation.changed',
        payload: { ...whoHears(talk), readerIds: [...place.readerIds], isMoved: true },
      })
    emit({
      type: 'project.member-set',
      payload: { ...(await audiencePayload(tx, row)), memberId, role: null },
    })
    return null
  },
})
