import type { Page } from '#contract/page.ts'
import type { Job, JobPage, JobState } from '#contract/shapes/job.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

const filterOf = (state: JobState | null) => (state === null ? {} : { state })

/** Those in a state, and how many there are in each. */
export const jobs = (state: JobState | null): Resource<JobPage> => ({
  key: `jobs/${state ?? 'all'}`,
  load: (previous) => counted(state, (fetchPage) => loadPages(fetchPage, previous)),
})
export const moreJobs = (state: JobState | null, held: JobPage): Promise<JobPage> =>
  counted(state, (fetchPage) => loadMore(fetchPage, held), held.counts)

type FetchPage = (page: { limit: number; after?: string }) => Promise<JobPage>

/** Every page brings the counts; those of the last one fetched are the newest. */
async function counted(
  state: JobState | null,
  load: (fetchPage: FetchPage) => Promise<Page<Job>>,
  known: JobPage['counts'] = { waiting: 0, running: 0, done: 0, dead: 0 },
): Promise<JobPage> {
  let counts = known
  const page = await load(async (asked) => {
    const fetched = await client.jobs.list({ ...asked, ...filterOf(state) })
    counts = fetched.counts
    return fetched
  })
  return { ...page, counts }
}
