import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { lockKnowledgeBase } from '../visible.ts'

/** What an evaluation run needs to know about a knowledge base. */
export interface TestedKnowledgeBase {
  readonly knowledgeBaseId: string
  readonly name: string
  /** Increases with every change that may alter the results of its test cases. */
  readonly change: number
  /** The score below which a change is blocked; null: none is. */
  readonly qualityGate: number | null
  /** The number of documents with blocked content. */
  readonly blocked: number
  /** The number of documents that have not been read yet. */
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
