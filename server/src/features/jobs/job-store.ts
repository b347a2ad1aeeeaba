import { sql } from 'kysely'
import type { JobState } from '#contract/shapes/job.ts'
import { notFound } from '#kernel/fault.ts'
import type { Cursor } from '#kernel/cursor.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { JobRow } from './job.ts'

interface Filters {
  state?: JobState | undefined
  name?: string | undefined
}

/** Jobs of the tenant, the newest first: ids grow with time. */
export function findJobs(
  tx: Reader,
  { state, name }: Filters,
  { limit, after }: { limit: number; after: Cursor | null },
): Promise<JobRow[]> {
  let select = tx.selectFrom('jobs').selectAll().orderBy('id', 'desc').limit(limit)
  if (state) select = select.where('state', '=', state)
  if (name) select = select.where('name', '=', name)
  if (after) select = select.where('id', '<', after.id)
  return select.execute()
}

export async function countJobs(tx: Reader): Promise<Record<JobState, number>> {
  const rows = await tx
    .selectFrom('jobs')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const none = { waiting: 0, running: 0, done: 0, dead: 0 }
  return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) }
}

/** The job under its lock, or Fault `not_found`. */
export async function lockJob(tx: Transaction, id: string): Promise<JobRow> {
  const row = await tx.selectFrom('jobs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('job')
  return row
}

/** Resets a job so that it is retried from now on, as often as at first. Its last error is kept. */
export const reviveJob = (tx: Transaction, id: string): Promise<JobRow> =>
  tx
    .updateTable('jobs')
    .set({ state: 'waiting', tries: 0, run_at: sql<Date>`now()`, ended_at: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
