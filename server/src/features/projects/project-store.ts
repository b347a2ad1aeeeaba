import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Transaction } from '#platform/database/open.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { ProjectRow } from './project.ts'

export const insertProject = (tx: Transaction, scope: Scope, name: string): Promise<ProjectRow> =>
  tx
    .insertInto('projects')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      owner_kind: scope.actor.kind === 'visitor' ? 'visitor' : 'member',
      owner_id: actorId(scope),
      name,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

export const renameProject = (tx: Transaction, id: string, name: string): Promise<ProjectRow> =>
  tx
    .updateTable('projects')
    .set({ name, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Removes a project. Its conversations stay, and are in no project afterwards. */
export const removeProject = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('projects').where('id', '=', id).execute())
