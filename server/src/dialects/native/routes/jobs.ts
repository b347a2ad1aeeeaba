import * as jobs from '#features/jobs/index.ts'
import { route, type Route } from './route.ts'

/** What is done in the background. */
export const jobRoutes: readonly Route[] = [
  route('GET', '/v1/jobs', jobs.listJobs, 'List what is done in the background'),
  route('POST', '/v1/jobs/:jobId/retry', jobs.retryJob, 'Try a job again that had failed for good'),
]
