import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { TestResult, TestRun } from '#contract/shapes/proof.ts'
import { lockTestedSource, type TestedSource } from '#features/knowledge/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

const RUNS_SHOWN = 50
const RUNS_KEPT = 200

type TestRunRow = Selectable<Schema['test_runs']>

/** A run with the change of its source that it measured. */
export type MeasuringRun = TestRun & { readonly change: number }

const toTestRun = (row: TestRunRow): TestRun => ({
  id: row.id,
  sourceId: row.source_id,
  cause: row.cause as TestRun['cause'],
  verdict: row.verdict as TestRun['verdict'],
  recall: row.recall,
  support: row.support,
  // Runs of before questions could be changed do not say of which revision they are: all were of the first.
  results: (row.results as unknown as TestResult[]).map((result) => ({
    ...result,
    revision: result.revision ?? 1,
  })),
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

export const insertTestRun = async (
  tx: Transaction,
  scope: Scope,
  { sourceId, cause, change }: Pick<MeasuringRun, 'sourceId' | 'cause' | 'change'>,
): Promise<TestRun> => {
  await forgetOld(tx, sourceId)
  return toTestRun(
    await tx
      .insertInto('test_runs')
      .values({ tenant_id: scope.tenantId, id: uuidv7(), source_id: sourceId, cause, change })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

const forgetOld = async (tx: Transaction, sourceId: string): Promise<void> =>
  void (await tx
    .deleteFrom('test_runs')
    .where('source_id', '=', sourceId)
    .where('id', '<=', (old) =>
      old
        .selectFrom('test_runs')
        .select('id')
        .where('source_id', '=', sourceId)
        .orderBy('id', 'desc')
        .offset(RUNS_KEPT)
        .limit(1),
    )
    .execute())

/** The newest runs of a source, the newest first. */
export const testRunsOf = async (tx: Reader, sourceId: string): Promise<TestRun[]> =>
  (
    await tx
      .selectFrom('test_runs')
      .selectAll()
      .where('source_id', '=', sourceId)
      .orderBy('id', 'desc')
      .limit(RUNS_SHOWN)
      .execute()
  ).map(toTestRun)

/** What later runs are compared with, the newest first: at most one. */
export const runsThatCount = async (tx: Reader, sourceId: string): Promise<TestRun[]> =>
  (
    await tx
      .selectFrom('test_runs')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where('verdict', 'in', ['first', 'passed', 'accepted'])
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
  ).map(toTestRun)

export const latestTestRun = (tx: Reader, sourceId: string) =>
  tx
    .selectFrom('test_runs')
    .select(['change', 'verdict'])
    .where('source_id', '=', sourceId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The run and its source, both locked, the source first as its deletion does; null when there is none. */
export async function lockTestRun(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<{ run: MeasuringRun; source: TestedSource } | null> {
  const ofTenant = tx.selectFrom('test_runs').where('tenant_id', '=', scope.tenantId).where('id', '=', id)
  const found = await ofTenant.select('source_id').executeTakeFirst()
  if (!found) return null
  const source = await lockTestedSource(tx, scope, found.source_id)
  const row = await ofTenant.selectAll().forUpdate().executeTakeFirst()
  return row ? { run: { ...toTestRun(row), change: row.change }, source } : null
}

export const updateTestRun = async (
  tx: Transaction,
  id: string,
  { results, ...change }: Partial<Pick<TestRun, 'verdict' | 'recall' | 'support' | 'results'>>,
): Promise<TestRun> =>
  toTestRun(
    await tx
      .updateTable('test_runs')
      .set({
        ...change,
        ...(results && { results: JSON.stringify(results) }),
        ended_at: sql<Date>`coalesce(ended_at, now())`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
