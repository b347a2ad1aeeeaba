export { manifest } from './manifest.ts'
export { audience } from './events.ts'
export { listJobs } from './list-jobs.ts'
export { retryJob } from './retry-job.ts'
