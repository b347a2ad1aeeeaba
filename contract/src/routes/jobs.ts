import { get, post } from '../route.ts'

/** Background jobs. */
export const jobsRoutes = {
  jobs: {
    list: get('/v1/jobs', {
      name: 'job.list',
      permission: 'job:manage',
      input: 'ListJobs',
      output: 'JobPage',
      summary: 'List background jobs',
    }),
    retry: post('/v1/jobs/:jobId/retry', {
      name: 'job.retry',
      permission: 'job:manage',
      output: 'Job',
      summary: 'Retry a failed job',
    }),
  },
} as const
