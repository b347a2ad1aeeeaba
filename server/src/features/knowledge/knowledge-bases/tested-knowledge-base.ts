import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { lockKnowledgeBase } from '../visible.ts'

/** What an evaluation run of a knowledge base needs to know of it. */
export interface TestedKnowledgeBase {
  readonly knowledgeBaseId: string
  readonly name: string
  /** Grows with all that makes its test cases find something else. */
  readonly change: number
  /** Below it a change is blocked; null: none is. */
  readonly qualityGate: number | null
  /** How many documents have something that is blocked. */
  readonly blocked: number
  /** How many documents are not read yet. */
  readonly waiting: number
}

/** The knowledge base, locked until the transaction ends, or Fault `not_found`. */
export async function lockTestedKnowledgeBase(
  tx: Transaction,
  scope: Scope,
  knowledgeBaseId: string,
): Promise<TestedKnowledgeBase> {
  const { name, change, quality_gate: qualityGate } = await lockKnowledgeBase(tx, scope, knowledgeBaseId)
  const counts = await tx
    .selectFrom('documents')
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .select([
      sql<number>`count(*) FILTER (WHERE blocked_revision IS NOT NULL)`.as('blocked'),
      sql<number>`count(*) FILTER (WHERE state NOT IN ('ready', 'failed'))`.as('waiting'),
    ])
    .executeTakeFirstOrThrow()
  return { knowledgeBaseId, name, change, qualityGate, ...counts }
}

/** Says whether a knowledge base has test cases. It is locked. */
export const markTested = async (
  tx: Transaction,
  knowledgeBaseId: string,
  isTested: boolean,
): Promise<void> =>
  void (await tx
    .updateTable('knowledge_bases')
    .set({ is_tested: isTested })
    .where('id', '=', knowledgeBaseId)
    .where('is_tested', '<>', isTested)
    .execute())
