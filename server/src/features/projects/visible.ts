import type { ExpressionBuilder } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ProjectRow } from './project.ts'

/** Which projects this actor may see: its own. The system has none. */
export const visibleProjects =
  (scope: Scope) =>
  ({ eb, lit }: ExpressionBuilder<Schema, 'projects'>) =>
    scope.actor.id === null ? lit(false) : eb('projects.owner_id', '=', scope.actor.id)

/** The project, or Fault `not_found` when there is none that this actor may see. */
export async function requireProject(tx: Reader, scope: Scope, id: string): Promise<ProjectRow> {
  const row = await tx
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', id)
    .where(visibleProjects(scope))
    .executeTakeFirst()
  if (!row) throw notFound('project')
  return row
}
