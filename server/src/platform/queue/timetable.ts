import { randomUUID } from 'node:crypto'
import type { Database } from '../database/open.ts'
import type { Log } from '../log/log.ts'
import { takeDue } from './scheduled-jobs.ts'

const UNDER_WAY_MAX = 16
const LOST_AFTER_MS = 15 * 60_000

/** Enqueues scheduled jobs as they become due, a few at a time. */
export interface Timetable {
  /** Checks for due ones, unless it is doing so already. */
  look(): void
  /** Resolves when the last look is over. */
  stop(): Promise<void>
}

interface TimetableOptions {
  readonly database: Database
  readonly log: Log
  readonly now: () => Date
}

export function openTimetable({ database, log, now }: TimetableOptions): Timetable {
  let looking: Promise<void> | null = null
  const lookAll = async () => {
    try {
      // The lanes find the jobs at their next poll: scheduled work is not that urgent.
      await takeDue(database, `timetable-${randomUUID()}`, now(), {
        underWayMax: UNDER_WAY_MAX,
        lostAfterMs: LOST_AFTER_MS,
      })
    } catch (error) {
      log.warn({ err: error }, 'Scheduled jobs could not be read; trying again soon.')
    } finally {
      looking = null
    }
  }
  return {
    look: () => void (looking ??= lookAll()),
    stop: async () => void (await looking),
  }
}
