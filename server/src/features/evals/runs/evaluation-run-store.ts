import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { TestCaseResult, EvaluationRun } from '#contract/shapes/evals.ts'
import { lockTestedKnowledgeBase, type TestedKnowledgeBase } from '#features/knowledge/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

const RUNS_SHOWN = 50
const RUNS_KEPT = 200

type EvaluationRunRow = Selectable<Schema['evaluation_runs']>

/** A run with the change of its knowledge base that it measured. */
export type MeasuringRun = EvaluationRun & { readonly change: number }

const toEvaluationRun = (row: EvaluationRunRow): EvaluationRun => ({
  id: row.id,
  knowledgeBaseId: row.knowledge_base_id,
  cause: row.cause as EvaluationRun['cause'],
  verdict: row.verdict as EvaluationRun['verdict'],
  recall: row.recall,
  support: row.support,
  // Runs of before questions could be changed do not say of which revision they are: all were of the first.
  results: (row.results as unknown as TestCaseResult[]).map((result) => ({
    ...result,
    revision: result.revision ?? 1,
  })),
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

export const insertEvaluationRun = async (
  tx: Transaction,
  scope: Scope,
  { knowledgeBaseId, cause, change }: Pick<MeasuringRun, 'knowledgeBaseId' | 'cause' | 'change'>,
): Promise<EvaluationRun> => {
  await forgetOld(tx, knowledgeBaseId)
  return toEvaluationRun(
    await tx
      .insertInto('evaluation_runs')
      .values({ tenant_id: scope.tenantId, id: uuidv7(), knowledge_base_id: knowledgeBaseId, cause, change })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

const forgetOld = async (tx: Transaction, knowledgeBaseId: string): Promise<void> =>
  void (await tx
    .deleteFrom('evaluation_runs')
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('id', '<=', (old) =>
      old
        .selectFrom('evaluation_runs')
        .select('id')
        .where('knowledge_base_id', '=', knowledgeBaseId)
        .orderBy('id', 'desc')
        .offset(RUNS_KEPT)
        .limit(1),
    )
    .execute())

/** The newest runs of a knowledge base, the newest first. */
export const evaluationRunsOf = async (tx: Reader, knowledgeBaseId: string): Promise<EvaluationRun[]> =>
  (
    await tx
      .selectFrom('evaluation_runs')
      .selectAll()
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .orderBy('id', 'desc')
      .limit(RUNS_SHOWN)
      .execute()
  ).map(toEvaluationRun)

/** The run that later ones are compared with: at most one, newest first. */
export const runsThatCount = async (tx: Reader, knowledgeBaseId: string): Promise<EvaluationRun[]> =>
  (
    await tx
      .selectFrom('evaluation_runs')
      .selectAll()
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .where('verdict', 'in', ['first', 'passed', 'accepted'])
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
  ).map(toEvaluationRun)

export const latestEvaluationRun = (tx: Reader, knowledgeBaseId: string) =>
  tx
    .selectFrom('evaluation_runs')
    .select(['change', 'verdict'])
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The run and its knowledge base, both locked, the knowledge base first as by its deletion; null if there is none. */
export async function lockEvaluationRun(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<{ run: MeasuringRun; knowledgeBase: TestedKnowledgeBase } | null> {
  const ofTenant = tx
    .selectFrom('evaluation_runs')
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
  const found = await ofTenant.select('knowledge_base_id').executeTakeFirst()
  if (!found) return null
  const knowledgeBase = await lockTestedKnowledgeBase(tx, scope, found.knowledge_base_id)
  const row = await ofTenant.selectAll().forUpdate().executeTakeFirst()
  return row ? { run: { ...toEvaluationRun(row), change: row.change }, knowledgeBase } : null
}

export const updateEvaluationRun = async (
  tx: Transaction,
  id: string,
  { results, ...change }: Partial<Pick<EvaluationRun, 'verdict' | 'recall' | 'support' | 'results'>>,
): Promise<EvaluationRun> =>
  toEvaluationRun(
    await tx
      .updateTable('evaluation_runs')
      .set({
        ...change,
        ...(results && { results: JSON.stringify(results) }),
        ended_at: sql<Date>`coalesce(ended_at, now())`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
