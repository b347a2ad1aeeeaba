import type { CommittedEvent } from '../outbox/event.ts'
import type { LeasedJob } from './job.ts'

/** Notifies this process's worker, and listeners, of a commit's jobs and events. A lost call only delays the work. */
export interface Wake {
  /**
   * Whether a worker of this process would start a job of this name immediately, so that it may be stored as leased to
   * it.
   */
  takes(name: string): boolean
  /** Hands over jobs that were stored as leased, and lets the worker look for others of these names. */
  worker(leased: readonly LeasedJob[], waiting: readonly string[]): void
  /** Tells events that were committed. */
  listeners(events: readonly CommittedEvent[]): void
}
