import { z } from 'zod'
import {
  ProjectMemberList,
  ProjectRef,
  SetProjectMember,
  ProjectMemberRef,
} from '#contract/shapes/project.ts'
import { namesOfMembers, requireMember } from '#features/people/index.ts'
import { resharePlace, emptyPlace, audiencePayload as whoHears } from '#features/conversations/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { conflict, Fault, notFound } from '#kernel/fault.ts'
import { membersOf, putMember, dropMember } from './member-store.ts'
import { requireProject, lockProject } from './visible.ts'
import { placeOfMembers } from './place-in.ts'
import { audiencePayload } from './project.ts'

/** Lists the members of a project and their roles. */
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
    // Existing members can be named by the owner, even if the owner does not see them elsewhere.
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

/**
 * Removes a member from a project, or lets one leave. Their own conversations leave with them and become private again.
 */
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
