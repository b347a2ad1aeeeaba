import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

/** Longer than a batch may take with all that is around it. */
const RUN_MS = 90_000

/** One pass over a knowledge base that embeds passages without a vector. */
export interface Run {
  readonly knowledgeBaseId: string
  readonly runId: string
}

export interface EmbeddedKnowledgeBase {
  readonly model: string
  readonly errorCode: string | null
  /** For how many milliseconds another run may remain without a sign of life; 0 if there is none. */
  readonly busyMs: number
}

/** A knowledge base as a run finds it; null if it is gone or has no model. It stays locked. */
export async function lockEmbedded(
  tx: Transaction,
  scope: Scope,
  { knowledgeBaseId, runId }: Run,
): Promise<EmbeddedKnowledgeBase | null> {
  const { rows } = await sql<EmbeddedKnowledgeBase>`
    SELECT embedding_model AS model, embedding_error_code AS "errorCode",
      CASE WHEN embedding_run_id <> ${runId} AND embedding_run_until > now()
        THEN ceil(extract(epoch FROM embedding_run_until - now()) * 1000)::integer ELSE 0 END AS "busyMs"
    FROM knowledge_bases
    WHERE tenant_id = ${scope.tenantId} AND id = ${knowledgeBaseId} AND embedding_model IS NOT NULL
    FOR NO KEY UPDATE`.execute(tx)
  return rows[0] ?? null
}

/** Makes a run the current one of its knowledge base, or extends that, for a while. */
export const keepRun = async (tx: Transaction, scope: Scope, { knowledgeBaseId, runId }: Run) =>
  void (await sql`
    UPDATE knowledge_bases SET embedding_run_until = now() + ${RUN_MS} * interval '1 millisecond', embedding_run_id = ${runId},
      embedding_run_awaited = embedding_run_awaited AND embedding_run_id IS NOT DISTINCT FROM ${runId}
    WHERE tenant_id = ${scope.tenantId} AND id = ${knowledgeBaseId}`.execute(tx))

/** Records that another run was requested during the current one. */
export const awaitRun = async (tx: Transaction, knowledgeBaseId: string) =>
  void (await tx
    .updateTable('knowledge_bases')
    .set({ embedding_run_awaited: true })
    .where('id', '=', knowledgeBaseId)
    .execute())

/**
 * Ends a run that is still the current one. Returns whether another was requested in the meantime; null if it had
 * ended.
 */
export async function endRun(
  tx: Transaction,
  scope: Scope,
  { knowledgeBaseId, runId }: Run,
): Promise<{ isAwaited: boolean } | null> {
  const { rows } = await sql<{ isAwaited: boolean }>`
    UPDATE knowledge_bases SET embedding_run_id = NULL, embedding_run_until = NULL
    WHERE tenant_id = ${scope.tenantId} AND id = ${knowledgeBaseId} AND embedding_run_id = ${runId}
    RETURNING embedding_run_awaited AS "isAwaited"`.execute(tx)
  return rows[0] ?? null
}
