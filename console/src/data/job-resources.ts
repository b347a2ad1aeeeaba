import type { Page } from '#contract/page.ts'
import type { Job, JobState } from '#contract/shapes/job.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

const filterOf = (state: JobState | null) => (state === null ? {} : { state })

export const jobs = (state: JobState | null): Resource<Page<Job>> => ({
  key: `jobs/${state ?? 'all'}`,
  load: (previous) => loadPages((page) => client.jobs.list({ ...page, ...filterOf(state) }), previous),
})
export const moreJobs = (state: JobState | null, held: Page<Job>) =>
  loadMore((page) => client.jobs.list({ ...page, ...filterOf(state) }), held)

/** How many there are in each state. */
export const jobCounts: Resource<Record<JobState, number>> = {
  key: 'jobs-counted',
  load: async () => (await client.jobs.list({ limit: 1 })).counts,
}
