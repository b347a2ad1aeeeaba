import type { Job, JobPage, JobState } from '#contract/shapes/job.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** What is done in the background. An empty filter lets everything pass. */
export const jobCalls = ({ call }: Transport) => ({
  list: ({ state, name, ...page }: PageOptions & { state?: JobState; name?: string } = {}) =>
    call<JobPage>('GET', path`/v1/jobs`, {
      query: { ...page, ...(state && { state }), ...(name && { name }) },
    }),
  retry: (jobId: string) => call<Job>('POST', path`/v1/jobs/${jobId}/retry`),
})
