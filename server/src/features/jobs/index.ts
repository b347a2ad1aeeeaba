export { audience } from './events.ts'
export { listJobs } from './list-jobs.ts'
export { retryJob } from './retry-job.ts'
export { personalJobs } from './personal-data.ts'
