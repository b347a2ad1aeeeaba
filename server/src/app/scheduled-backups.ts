import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metrics } from '#kernel/metrics.ts'
import { nextRun } from '#kernel/schedule.ts'
import { readMomentOf } from '#platform/database/backup/moment.ts'
import { withLockOrSkip } from '#platform/database/advisory-locks.ts'
import type { Database } from '#platform/database/open.ts'
import type { Log } from '#platform/log/log.ts'
import type { Config } from '../config.ts'
import type { BackupPlan } from '../config/backups.ts'
import { backupsIn, nameFor } from './backup-folder.ts'
import { type BackupSource, makeBackup } from './make-backup.ts'
import { keepNewest } from './restore-point.ts'

const LOOK_EVERY_MS = 1_000
// Any number serves, as long as every process of every version uses the same.
const BACKUP_LOCK = 7_232_141

interface Facts {
  readonly config: BackupSource & Pick<Config, 'database'>
  readonly plan: BackupPlan
  readonly database: Database
  readonly log: Log
  readonly metrics: Metrics
  readonly now: () => Date
}

/**
 * Makes backups when they are due, in one of several processes; one that was missed while none ran is made immediately.
 * A failure is logged and counted, and retried when the next is due.
 */
export function openScheduledBackups(facts: Facts): { stop(): Promise<void> } {
  const { plan, log, metrics, now } = facts
  const begunAt = now()
  let triedAt: Date | null = null
  let looking: Promise<void> | null = null

  async function look() {
    const [newest] = await backupsIn(plan.directory)
    const after = [newest?.due ?? begunAt, triedAt ?? new Date(0)].reduce((a, b) => (a > b ? a : b))
    const due = nextRun(plan.schedule, 'UTC', after)
    if (due === null || due > now()) return
    // Of all that were missed the last one is enough.
    const last = lastDue(plan.schedule, due, now())
    triedAt = last
    try {
      const path = await withLockOrSkip(facts.database, BACKUP_LOCK, () => backUp(facts, last))
      if (path === null) return
      metrics.count('parley_backups_total', { outcome: 'ok' })
      log.info({ path }, 'A backup was made.')
    } catch (error) {
      metrics.count('parley_backups_total', { outcome: 'failed' })
      log.error({ err: error }, 'The scheduled backup failed.')
    }
  }

  const forgetMeasure = metrics.whenRead('parley_backup_newest_timestamp_seconds', async () => {
    const [newest] = await backupsIn(plan.directory)
    return newest ? [[{}, newest.due.getTime() / 1_000]] : []
  })
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.error({ err: error }, 'The backup folder could not be read.'))
      .finally(() => {
        looking = null
      })
  }, LOOK_EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      forgetMeasure()
      await looking
    },
  }
}

function lastDue(schedule: string, first: Date, now: Date): Date {
  let last = first
  for (let next = nextRun(schedule, 'UTC', last); next !== null && next <= now; ) {
    last = next
    next = nextRun(schedule, 'UTC', last)
  }
  return last
}

/** Makes one, unless it exists: another process with the same folder was first. */
async function backUp({ config, plan, database }: Facts, due: Date): Promise<string | null> {
  const path = join(plan.directory, nameFor(due))
  if (existsSync(path)) return null
  await removeRemains(plan.directory)
  await readMomentOf(database, (moment) =>
    makeBackup(config, moment, { path, hasFiles: true, hasKey: false }),
  )
  await keepNewest(plan.directory, /^parley-.*\.backup$/, plan.keep)
  return path
}

/** Remains of a process that was killed while writing. */
async function removeRemains(directory: string) {
  if (!existsSync(directory)) return
  for (const name of await readdir(directory))
    if (/^parley-.*\.part$/.test(name)) await rm(join(directory, name), { force: true })
}
