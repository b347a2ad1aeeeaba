import type { ExpressionBuilder } from 'kysely'
import type { ProjectRole } from '#contract/shapes/project.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { ProjectMemberFacts } from './role.ts'

export interface ProjectMemberRow extends ProjectMemberFacts {
  projectId: string
  isStarred: boolean
  addedAt: Date
}

/** The members of these projects, longest-standing first. */
export async function membersOf(tx: Reader, projectIds: readonly string[]): Promise<ProjectMemberRow[]> {
  if (projectIds.length === 0) return []
  const rows = await tx
    .selectFrom('project_members')
    .selectAll()
    .where('project_id', 'in', projectIds)
    .orderBy('added_at')
    .orderBy('member_id')
    .execute()
  return rows.map((row) => ({
    projectId: row.project_id,
    memberId: row.member_id,
    role: row.role as ProjectRole,
    isStarred: row.is_starred,
    addedAt: row.added_at,
  }))
}

interface Membership {
  projectId: string
  memberId: string
}

/** Adds a member to a project, or changes their role. */
export const putMember = async (
  tx: Transaction,
  scope: Scope,
  { projectId, memberId, role }: Membership & { role: ProjectRole },
) =>
  void (await tx
    .insertInto('project_members')
    .values({ tenant_id: scope.tenantId, project_id: projectId, member_id: memberId, role })
    .onConflict((on) => on.columns(['tenant_id', 'project_id', 'member_id']).doUpdateSet({ role }))
    .execute())

export const dropMember = async (tx: Transaction, { projectId, memberId }: Membership) =>
  void (await tx
    .deleteFrom('project_members')
    .where('project_id', '=', projectId)
    .where('member_id', '=', memberId)
    .execute())

/** Stars a project for the actor, or takes the star off. */
export async function starProject(tx: Transaction, scope: Scope, projectId: string, isStarred: boolean) {
  const starred = { is_starred: isStarred }
  if (scope.actor.kind === 'visitor')
    return void (await tx.updateTable('projects').set(starred).where('id', '=', projectId).execute())
  await tx
    .updateTable('project_members')
    .set(starred)
    .where('project_id', '=', projectId)
    .where('member_id', '=', actorId(scope))
    .execute()
}

/** Which projects the actor has starred. */
export const starredBy =
  (tx: Reader, { actor }: Scope) =>
  (eb: ExpressionBuilder<Schema, 'projects'>) =>
    actor.kind === 'visitor'
      ? eb('projects.is_starred', '=', true)
      : eb(
          'projects.id',
          'in',
          tx
            .selectFrom('project_members')
            .select('project_id')
            .where('member_id', '=', actor.id)
            .where('is_starred', '=', true),
        )
