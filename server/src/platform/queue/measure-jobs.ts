import { sql } from 'kysely'
import type { Database } from '../database/open.ts'

/** The number of jobs of a name in a state, and for how many seconds the oldest has been due. */
export interface JobFigure {
  readonly name: string
  readonly state: 'due' | 'later' | 'running' | 'dead'
  readonly count: number
  readonly oldest: number
}

/** Counts the jobs that have not ended, and those that died within a day, of all tenants. */
export const measureJobs = (database: Database): Promise<JobFigure[]> =>
  database.system(async (tx) => {
    const { rows } = await sql<JobFigure>`
      SELECT name, state, count(*)::integer AS count,
        extract(epoch FROM greatest(max(now() - run_at), interval '0'))::float8 AS oldest
      FROM (
        SELECT name, run_at, CASE WHEN run_at > now() THEN 'later' ELSE 'due' END AS state
        FROM jobs WHERE state = 'waiting'
        UNION ALL SELECT name, run_at, 'running' FROM jobs WHERE state = 'running'
        UNION ALL SELECT name, run_at, 'dead' FROM jobs
        WHERE state = 'dead' AND ended_at > now() - interval '1 day') AS open
      GROUP BY name, state`.execute(tx)
    return rows
  })
