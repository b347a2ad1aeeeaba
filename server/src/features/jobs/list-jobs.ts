import { JobPage, ListJobs } from '#contract/shapes/job.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toJob } from './job.ts'
import { countJobs, findJobs } from './job-store.ts'

/** Lists what is done in the background: what waits, what runs, what ran, and what failed and why. */
export const listJobs = query({
  name: 'job.list',
  permission: 'job:manage',
  input: ListJobs,
  output: JobPage,
  async run({ tx }, { limit, after, ...filters }) {
    const [rows, counts] = await Promise.all([
      findJobs(tx, filters, { limit: limit + 1, after: readCursor(after) }),
      countJobs(tx),
    ])
    const page = pageFrom(rows, limit, toJob, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
    return { ...page, counts }
  },
})
