import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checkSchema, migrate, SchemaRefused } from '#platform/database/migrate.ts'
import { sizeOf } from '#platform/database/inspect-database.ts'
import { withMigrationLock } from '#platform/database/advisory-locks.ts'
import type { Database } from '#platform/database/open.ts'
import type { Log } from '#platform/log/log.ts'
import type { Config } from '../config.ts'
import type { BackupSource } from './make-backup.ts'

type Place = BackupSource & Pick<Config, 'restorePoints'>

/** Migrates the schema to this version, with a restore point before if there is data to migrate. */
export const migrateWithRestorePoint = async (
  config: Config,
  database: Database,
  log: Log,
): Promise<void> => {
  const isBehind = async () => {
    const { done, missing } = await checkSchema(database)
    return done.length > 0 && missing.length > 0
  }
  if (config.restorePoints === 0 || !(await isBehind())) return void (await migrate(database, 'latest'))
  await withMigrationLock(database, async () => {
    // Another process may have migrated it in the meantime.
    if (await isBehind()) {
      const tooLarge = await whyNoRestorePoint(config, database)
      if (tooLarge) log.warn({}, tooLarge)
      else {
        const path = await makeRestorePoint(config, database)
        log.info({ path }, 'A restore point was made before the schema migration.')
      }
    }
    await migrate(database, 'latest')
  })
}

/** Why a database is too large for a restore point, in a sentence; null if it is not. */
export async function whyNoRestorePoint(
  { restorePointBytesMax: max }: Pick<Config, 'restorePointBytesMax'>,
  database: Database,
): Promise<string | null> {
  const bytes = await sizeOf(database)
  return bytes <= max
    ? null
    : `No restore point was made: the database has ${inMegabytes(bytes)}, more than PARLEY_RESTORE_POINT_MAX_MB allows (${inMegabytes(max)}). To go back, you need a snapshot or a pg_dump from before the upgrade (docs/operate/upgrades.md).`
}

const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576).toLocaleString('en')} MB`

/** Writes a dump of the database beside the data, and deletes the oldest ones. Returns its path. */
export async function makeRestorePoint(config: Place, database: Database): Promise<string> {
  const { makeBackup } = await import('./make-backup.ts')
  const { readMomentOf } = await import('#platform/database/backup/moment.ts')
  const folder = join(config.dataDirectory, 'restore-points')
  try {
    const path = await readMomentOf(database, async (moment) => {
      const at = new Date().toISOString().replace(/[:.]/g, '-')
      const name = join(folder, `${at}-${moment.migrations.at(-1)}.backup`)
      await makeBackup(config, moment, { path: name, hasFiles: false, hasKey: false })
      return name
    })
    await keepNewest(folder, /\.backup$/, config.restorePoints)
    return path
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SchemaRefused(
      `No restore point could be made in ${folder}, so the schema was not migrated: ${reason}. Free up space, or set PARLEY_RESTORE_POINTS=0.`,
      { cause: error },
    )
  }
}

/** Keeps only the newest files in a folder with such names, which contain their time. */
export async function keepNewest(folder: string, names: RegExp, count: number): Promise<void> {
  const made = (await readdir(folder)).filter((name) => names.test(name)).sort()
  for (const name of made.slice(0, Math.max(0, made.length - count)))
    await rm(join(folder, name), { force: true })
}
