import type { ExpressionBuilder } from 'kysely'
import type { ProjectRole } from '#contract/shapes/project.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { membersOf } from './member-store.ts'
import type { ProjectRow } from './project.ts'
import { reaches, roleAmong } from './role.ts'

const joinedBy = (tx: Reader, { actor }: Scope) =>
  tx.selectFrom('project_members').select('project_id').where('member_id', '=', actor.id)

/** The projects that this actor may see: those it is a member of, and a visitor's own. The system sees none. */
export const visibleProjects =
  (tx: Reader, scope: Scope) =>
  ({ eb, and, lit }: ExpressionBuilder<Schema, 'projects'>) => {
    const { kind, id } = scope.actor
    if (id === null) return lit(false)
    return kind === 'visitor'
      ? and([eb('projects.owner_id', '=', id), eb('projects.owner_kind', '=', 'visitor')])
      : eb('projects.id', 'in', joinedBy(tx, scope))
  }

/** The projects that this actor is a member of. */
export const projectIdsOf = async (tx: Reader, scope: Scope): Promise<string[]> =>
  scope.actor.kind === 'member'
    ? (await joinedBy(tx, scope).execute()).map(({ project_id }) => project_id)
    : []

const seen = (tx: Reader, scope: Scope, id: string) =>
  tx.selectFrom('projects').selectAll().where('id', '=', id).where(visibleProjects(tx, scope))

/**
 * The project, or Fault `not_found` if there is none that this actor may see, and `forbidden` if its role is lower than
 * the given one.
 */
export async function requireProject(
  tx: Reader,
  scope: Scope,
  id: string,
  atLeast: ProjectRole = 'viewer',
): Promise<ProjectRow> {
  return enough(tx, scope, await seen(tx, scope, id).executeTakeFirst(), atLeast)
}

/** The same, locked until the transaction ends: changes to its members or contents start here. */
export async function lockProject(
  tx: Transaction,
  scope: Scope,
  id: string,
  atLeast: ProjectRole,
): Promise<ProjectRow> {
  await tx.selectFrom('projects').select('id').where('id', '=', id).forUpdate().execute()
  return requireProject(tx, scope, id, atLeast)
}

/** The same, so that its members stay fixed until the transaction ends. */
export async function holdProject(tx: Transaction, scope: Scope, id: string): Promise<ProjectRow> {
  await tx.selectFrom('projects').select('id').where('id', '=', id).forShare().execute()
  return requireProject(tx, scope, id, 'editor')
}

async function enough(tx: Reader, scope: Scope, row: ProjectRow | undefined, atLeast: ProjectRole) {
  if (!row) throw notFound('project')
  if (scope.actor.kind === 'visitor' || atLeast === 'viewer') return row
  const role = roleAmong(await membersOf(tx, [row.id]), scope.actor.id ?? '')
  if (role === null || !reaches(role, atLeast))
    throw forbidden(
      atLeast === 'owner'
        ? 'Only owners of the project can do this.'
        : 'You can read this project but not change it.',
    )
  return row
}
