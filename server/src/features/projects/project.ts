import type { Selectable } from 'kysely'
import type { EventPayload } from '#contract/events.ts'
import type { Project } from '#contract/shapes/project.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { impossible } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { membersOf, type ProjectMemberRow } from './member-store.ts'
import { knowledgeBasesOf } from './project-store.ts'
import { roleAmong } from './role.ts'

export type ProjectRow = Selectable<Schema['projects']>

/** Projects as the contract shows them to this actor. */
export async function shownProjects(
  tx: Reader,
  scope: Scope,
  rows: readonly ProjectRow[],
): Promise<Project[]> {
  const ids = rows.map(({ id }) => id)
  const [knowledgeBases, members] = await Promise.all([knowledgeBasesOf(tx, ids), membersOf(tx, ids)])
  const byProject = Map.groupBy(members, ({ projectId }) => projectId)
  return rows.map((row) => shownAs(scope, row, knowledgeBases.get(row.id) ?? [], byProject.get(row.id) ?? []))
}

export async function toProject(tx: Reader, scope: Scope, row: ProjectRow): Promise<Project> {
  const [shown] = await shownProjects(tx, scope, [row])
  if (!shown) throw impossible('A project was not shown.')
  return shown
}

function shownAs(
  { actor }: Scope,
  row: ProjectRow,
  knowledgeBaseIds: string[],
  members: readonly ProjectMemberRow[],
): Project {
  const own = members.find(({ memberId }) => memberId === actor.id)
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    color: row.color,
    icon: row.icon as Project['icon'],
    instructions: row.instructions,
    agentId: row.agent_id,
    knowledgeBaseIds,
    starred: own?.isStarred ?? row.is_starred,
    archived: row.is_archived,
    role: own ? (roleAmong(members, own.memberId) ?? 'viewer') : 'owner',
    memberCount: Math.max(1, members.length),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

/** The facts by which the audience of a project's events is judged. */
export async function audiencePayload(
  tx: Reader,
  row: Pick<ProjectRow, 'id' | 'owner_id'>,
): Promise<EventPayload<'project.created'>> {
  const members = await membersOf(tx, [row.id])
  return {
    projectId: row.id,
    ownerId: row.owner_id,
    ...(members.length > 0 && { memberIds: members.map(({ memberId }) => memberId) }),
  }
}
