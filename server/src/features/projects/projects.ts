import { z } from 'zod'
import {
  ListProjects,
  ProjectPage,
  Project,
  ProjectRef,
  CreateProject,
  ChangeProject,
} from '#contract/shapes/project.ts'
import { lockUnblocked } from '#features/people/index.ts'
import { emptyPlace } from '#features/conversations/index.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { actorId } from '#kernel/scope.ts'
import { olderThan } from '#platform/database/older-than.ts'
import { type ProjectRow, shownProjects, toProject, audiencePayload } from './project.ts'
import { starredBy, putMember, starProject } from './member-store.ts'
import { visibleProjects, requireProject, lockProject } from './visible.ts'
import { insertProject, replaceKnowledgeBases, updateProject, removeProject } from './project-store.ts'
import { requireMeans } from './require-means.ts'

/** Lists the projects that one works in. */
export const listProjects = query({
  name: 'project.list',
  permission: 'conversation:read',
  input: ListProjects,
  output: ProjectPage,
  async run({ tx, scope }, { limit, after, archived, starred, order }) {
    let all = tx.selectFrom('projects').selectAll().where(visibleProjects(tx, scope))
    if (archived !== 'include') all = all.where('is_archived', '=', archived === 'only')
    if (starred) all = all.where(starredBy(tx, scope))
    const cursor = readCursor(after, order === 'changed' ? byTime : undefined)
    if (order === 'changed') {
      if (cursor) all = all.where(olderThan('updated_at', cursor))
      all = all.orderBy('updated_at', 'desc').orderBy('id', 'desc')
    } else {
      if (cursor) all = all.where('id', order === 'oldest' ? '>' : '<', cursor.id)
      all = all.orderBy('id', order === 'oldest' ? 'asc' : 'desc')
    }
    const at = (row: ProjectRow) => (order === 'changed' ? row.updated_at.toISOString() : '')
    const page = pageFrom(
      await all.limit(limit + 1).execute(),
      limit,
      (row) => row,
      (row) => ({ at: at(row), id: row.id }),
    )
    return { ...page, items: await shownProjects(tx, scope, page.items) }
  },
})

/** Reads a project. */
export const readProject = query({
  name: 'project.read',
  permission: 'conversation:read',
  input: ProjectRef,
  output: Project,
  run: async ({ tx, scope }, { projectId }) =>
    toProject(tx, scope, await requireProject(tx, scope, projectId)),
})

/** Creates a project of the caller's own for conversations. */
export const createProject = command({
  name: 'project.create',
  permission: 'conversation:write',
  input: CreateProject,
  output: Project,
  async run({ tx, scope, emit }, { name, ...facts }) {
    await lockUnblocked(tx, scope)
    await requireMeans(tx, scope, facts)
    const row = await insertProject(tx, scope, { name, ...facts })
    if (scope.actor.kind === 'member')
      await putMember(tx, scope, { projectId: row.id, memberId: row.owner_id, role: 'owner' })
    if (facts.starred !== undefined) await starProject(tx, scope, row.id, facts.starred)
    if (facts.knowledgeBaseIds) await replaceKnowledgeBases(tx, scope, row.id, facts.knowledgeBaseIds)
    emit({ type: 'project.created', payload: await audiencePayload(tx, row) })
    return toProject(tx, scope, row)
  },
})

/** Changes a project's name, appearance or instructions, or stars or archives it. */
export const changeProject = command({
  name: 'project.change',
  permission: 'conversation:write',
  input: ChangeProject,
  output: Project,
  async run({ tx, scope, emit }, { projectId, ...facts }) {
    const { starred, archived, ...others } = facts
    const isChanged = Object.values(others).some((fact) => fact !== undefined)
    const found = await requireProject(
      tx,
      scope,
      projectId,
      archived !== undefined ? 'owner' : isChanged ? 'editor' : 'viewer',
    )
    await requireMeans(tx, scope, facts)
    if (starred !== undefined) await starProject(tx, scope, projectId, starred)
    const isOurs = isChanged || archived !== undefined
    const row = isOurs ? await updateProject(tx, projectId, facts) : found
    if (facts.knowledgeBaseIds) await replaceKnowledgeBases(tx, scope, projectId, facts.knowledgeBaseIds)
    // A star concerns only the member who set it.
    const heard = await audiencePayload(tx, row)
    emit({ type: 'project.changed', payload: isOurs ? heard : { ...heard, memberIds: [actorId(scope)] } })
    return toProject(tx, scope, row)
  },
})

/** Deletes a project. Its conversations stay, each visible to its owner alone. */
export const deleteProject = command({
  name: 'project.delete',
  permission: 'conversation:write',
  input: ProjectRef,
  output: z.null(),
  async run({ tx, scope, emit }, { projectId }) {
    const row = await lockProject(tx, scope, projectId, 'owner')
    const heard = await audiencePayload(tx, row)
    await emptyPlace(tx, { projectId })
    await removeProject(tx, row.id)
    emit({ type: 'project.deleted', payload: heard })
    return null
  },
})
