import { nextRun } from '#kernel/schedule.ts'
import { backupsIn } from '#server/app/backup-folder.ts'
import type { Config } from '#server/config.ts'
import { advice, onlyIf, type Part, wrong } from './finding.ts'

/** A backup takes a while. */
const LATE_AFTER_MS = 3_600_000

/** Whether backups are made, and whether the last one due exists. */
export async function ofBackups({ backups }: Pick<Config, 'backups'>, now = new Date()): Promise<Part> {
  if (!backups)
    return {
      facts: { backups: null },
      findings: [
        advice(
          'This server makes no backups.',
          'Set PARLEY_BACKUP_SCHEDULE, or have something else run `parley backup` (docs/operate/backups.md).',
        ),
      ],
    }
  const { schedule, directory, keep } = backups
  try {
    const kept = await backupsIn(directory)
    const newest = kept[0]?.due ?? null
    const due = newest && nextRun(schedule, 'UTC', newest)
    const isLate = due !== null && now.getTime() - due.getTime() > LATE_AFTER_MS
    return {
      facts: {
        backups: { schedule, directory, keep, kept: kept.length, newest: newest?.toISOString() ?? null },
      },
      findings: [
        ...onlyIf(
          isLate,
          wrong(
            `The backup that was due at ${due?.toISOString()} is not in ${directory}.`,
            'Check the server log and the free disk space. If no server was running then, start one: it makes the backup now.',
          ),
        ),
        ...onlyIf(
          newest === null,
          advice(
            `There is no backup in ${directory} yet.`,
            `The first is made at ${nextRun(schedule, 'UTC', now)?.toISOString()}, if a server runs then.`,
          ),
        ),
      ],
    }
  } catch {
    return {
      facts: { backups: { schedule, directory, keep } },
      findings: [
        wrong(
          `${directory} cannot be read.`,
          'Make the user that runs Parley its owner, or set PARLEY_BACKUP_DIR.',
        ),
      ],
    }
  }
}
