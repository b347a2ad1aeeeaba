import * as jobs from '#features/jobs/index.ts'
import { route, type Route } from './route.ts'

/** Background jobs. */
export const jobRoutes: readonly Route[] = [
  route('GET', '/v1/jobs', jobs.listJobs, 'List background jobs'),
  route('POST', '/v1/jobs/:jobId/retry', jobs.retryJob, 'Retry a failed job'),
]
