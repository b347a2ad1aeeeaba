import type { CommittedEvent } from '../outbox/event.ts'
import type { LeasedJob } from './job.ts'

/** Tells this process's worker, and all who listen, what a commit left for them. Losing a call only delays the work. */
export interface Wake {
  /** Whether a worker of this process would begin a job of this name at once, so that it may be stored as leased to it. */
  takes(name: string): boolean
  /** Hands over jobs that were leased from birth, and lets the worker look for others of these names. */
  worker(leased: readonly LeasedJob[], waiting: readonly string[]): void
  /** Tells events that were committed. */
  listeners(events: readonly CommittedEvent[]): void
}
