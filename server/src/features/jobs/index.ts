export { manifest, audience } from './manifest.ts'
export { listJobs } from './list-jobs.ts'
export { retryJob } from './retry-job.ts'
