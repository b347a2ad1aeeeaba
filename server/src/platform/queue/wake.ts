import type { LeasedJob } from './job.ts'

/** Tells this process's worker and relay that a commit left work for them. Losing a call only delays the work. */
export interface Wake {
  /** Whether this process has a worker, so that jobs may be stored as leased to it. */
  readonly takesJobs: boolean
  /** Hands over jobs that were leased from birth, and lets the worker look for others. */
  worker(leased: readonly LeasedJob[]): void
  relay(): void
}
