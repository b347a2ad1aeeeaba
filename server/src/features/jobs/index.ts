export { manifest, audience } from './manifest.ts'
export { listJobs, retryJob } from './jobs.ts'
