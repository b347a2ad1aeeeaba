import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { lockSource } from '../visible.ts'

/** What a test run of a source needs to know of it. */
export interface TestedSource {
  readonly sourceId: string
  readonly name: string
  /** Grows with all that makes its test questions find something else. */
  readonly change: number
  /** Below it a change is held back; null: none is. */
  readonly gate: number | null
  /** How many documents have something that is held back. */
  readonly held: number
  /** How many documents are not read yet. */
  readonly waiting: number
}

/** The source, locked until the transaction ends, or Fault `not_found`. */
export async function lockTestedSource(
  tx: Transaction,
  scope: Scope,
  sourceId: string,
): Promise<TestedSource> {
  const { name, change, gate } = await lockSource(tx, scope, sourceId)
  const counts = await tx
    .selectFrom('documents')
    .where('source_id', '=', sourceId)
    .select([
      sql<number>`count(*) FILTER (WHERE held_revision IS NOT NULL)`.as('held'),
      sql<number>`count(*) FILTER (WHERE state NOT IN ('ready', 'failed'))`.as('waiting'),
    ])
    .executeTakeFirstOrThrow()
  return { sourceId, name, change, gate, ...counts }
}

/** Says whether a source has test questions. It is locked. */
export const markTested = async (tx: Transaction, sourceId: string, isTested: boolean): Promise<void> =>
  void (await tx
    .updateTable('sources')
    .set({ is_tested: isTested })
    .where('id', '=', sourceId)
    .where('is_tested', '<>', isTested)
    .execute())
