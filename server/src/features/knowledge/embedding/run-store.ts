import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

/** Longer than a batch may take with all that is around it. */
const RUN_MS = 90_000

/** One going through a source to make vectors of what has none. */
export interface Run {
  readonly sourceId: string
  readonly runId: string
}

export interface EmbeddedSource {
  readonly model: string
  readonly trouble: string | null
  /** For how many milliseconds another run may still be at it without a sign of life; 0 when none is. */
  readonly busyMs: number
}

/** A source as a run finds it; null when it is gone or has no model. It stays locked. */
export async function lockEmbedded(
  tx: Transaction,
  scope: Scope,
  { sourceId, runId }: Run,
): Promise<EmbeddedSource | null> {
  const { rows } = await sql<EmbeddedSource>`
    SELECT embedding_model AS model, embedding_trouble AS trouble,
      CASE WHEN embedding_run_id <> ${runId} AND embedding_run_until > now()
        THEN ceil(extract(epoch FROM embedding_run_until - now()) * 1000)::integer ELSE 0 END AS "busyMs"
    FROM sources
    WHERE tenant_id = ${scope.tenantId} AND id = ${sourceId} AND embedding_model IS NOT NULL
    FOR NO KEY UPDATE`.execute(tx)
  return rows[0] ?? null
}

/** Makes a run the one of its source, or keeps it that, for a while. */
export const keepRun = async (tx: Transaction, scope: Scope, { sourceId, runId }: Run) =>
  void (await sql`
    UPDATE sources SET embedding_run_until = now() + ${RUN_MS} * interval '1 millisecond', embedding_run_id = ${runId},
      embedding_run_awaited = embedding_run_awaited AND embedding_run_id IS NOT DISTINCT FROM ${runId}
    WHERE tenant_id = ${scope.tenantId} AND id = ${sourceId}`.execute(tx))

/** Notes that another came while a source's run is under way. */
export const awaitRun = async (tx: Transaction, sourceId: string) =>
  void (await tx
    .updateTable('sources')
    .set({ embedding_run_awaited: true })
    .where('id', '=', sourceId)
    .execute())

/** Ends a run that is its source's still. Answers whether another came meanwhile; null when it had ended. */
export async function endRun(
  tx: Transaction,
  scope: Scope,
  { sourceId, runId }: Run,
): Promise<{ isAwaited: boolean } | null> {
  const { rows } = await sql<{ isAwaited: boolean }>`
    UPDATE sources SET embedding_run_id = NULL, embedding_run_until = NULL
    WHERE tenant_id = ${scope.tenantId} AND id = ${sourceId} AND embedding_run_id = ${runId}
    RETURNING embedding_run_awaited AS "isAwaited"`.execute(tx)
  return rows[0] ?? null
}
