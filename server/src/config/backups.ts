import { join, resolve } from 'node:path'
import { nextRun } from '#kernel/schedule.ts'
import type { Variables } from './environment.ts'
import { ConfigRefused } from './refused.ts'

/** The schedule of automatic backups. */
export interface BackupPlan {
  /** A cron pattern of five fields, in UTC. */
  readonly schedule: string
  readonly directory: string
  /** The number of backups to keep. */
  readonly keep: number
}

/** When backups are made; null for none. Throws ConfigRefused. */
export function backupPlan(read: Variables, dataDirectory: string): BackupPlan | null {
  const { PARLEY_BACKUP_SCHEDULE: schedule, PARLEY_BACKUP_DIR: directory, PARLEY_BACKUP_KEEP: keep } = read
  if (!schedule) return null
  try {
    if (schedule.split(/\s+/).length !== 5 || nextRun(schedule, 'UTC') === null)
      throw new TypeError('no time')
  } catch {
    throw new ConfigRefused(
      'PARLEY_BACKUP_SCHEDULE must be a cron pattern of five fields, such as "0 3 * * *" for 3:00 UTC every day.',
    )
  }
  return { schedule, directory: resolve(directory ?? join(dataDirectory, 'backups')), keep }
}
