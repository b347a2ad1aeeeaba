import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { clusterIn } from '#platform/database/embedded/cluster.ts'
import { tryOnCopy } from '#platform/database/backup/trial.ts'
import {
  checkSchema,
  type Direction,
  isGoal,
  migrate,
  migrationHistory,
  plannedSteps,
  SchemaRefused,
} from '#platform/database/migrate.ts'
import { withMigrationLock } from '#platform/database/advisory-locks.ts'
import type { Database } from '#platform/database/open.ts'
import { openConfiguredVault } from '#server/app/configured-vault.ts'
import { makeRestorePoint, whyNoRestorePoint } from '#server/app/restore-point.ts'
import { type Config, readConfig } from '#server/config.ts'
import { withDatabase } from './with-database.ts'

const say = (steps: readonly string[]) =>
  console.log(steps.length === 0 ? 'Nothing to do.' : steps.join('\n'))

interface Options {
  one?: boolean
  dryRun?: boolean
}

const DRY_RUN = [
  '--dry-run',
  'show what would run, and try it on a copy that is deleted afterwards; nothing else changes',
] as const

/** `parley migrate up | down | to <name> | history | current`. */
export const migrateCommand = () => {
  const command = new Command('migrate').description('Migrate the database schema.')
  command
    .command('up')
    .description('Run all missing migrations.')
    .option('--one', 'run only the next one')
    .option(...DRY_RUN)
    .action(({ one = false, dryRun }: Options) => move(one ? 'up' : 'latest', dryRun))
  command
    .command('down')
    .description('Undo the last migration. Its tables and their data are deleted.')
    .option(...DRY_RUN)
    .action(({ dryRun }: Options) => move('down', dryRun))
  command
    .command('to <name>')
    .description(
      'Run or undo migrations until this one is the last that ran. `latest` runs all; `nothing` undoes all and deletes all data.',
    )
    .option(...DRY_RUN)
    .action(async (name: string, { dryRun }: Options) => move(await goalNamed(name), dryRun))
  command
    .command('history')
    .description('List every migration and when it ran.')
    .action(() =>
      withDatabase(async (database) => {
        for (const { name, executedAt } of await migrationHistory(database))
          console.log(`${name}  ${executedAt?.toISOString() ?? 'not run'}`)
      }),
    )
  command
    .command('current')
    .description('Show the current migration of the schema.')
    .action(() =>
      withDatabase(async (database) => {
        const done = (await migrationHistory(database)).filter(({ executedAt }) => executedAt !== null)
        console.log(done.at(-1)?.name ?? 'nothing')
      }),
    )
  return command
}

async function goalNamed(name: string): Promise<Direction> {
  if (name === 'latest') return 'latest'
  if (!(await isGoal(name)))
    throw new SchemaRefused(
      `This version has no migration ${name}. \`npx parley migrate history\` lists them.`,
    )
  return { to: name }
}

const move = (direction: Direction, isDry = false) => (isDry ? tryOut(direction) : moveReally(direction))

/** Migrates the schema, with a restore point before if there is data. */
export const moveReally = (direction: Direction) =>
  withDatabase((database, config) =>
    withMigrationLock(database, async () => {
      const { done } = await checkSchema(database)
      const steps = await plannedSteps(done, direction)
      if (isPointMade(config, done, steps))
        console.log(
          (await whyNoRestorePoint(config, database)) ??
            `A restore point was made: ${await makeRestorePoint(config, database)}`,
        )
      say(await migrate(database, direction))
      // Like a first start, so that everything exists that a start would create.
      if (done.length === 0 && steps.length > 0) openConfiguredVault(config)
      await tellRest(database, direction)
    }),
  )

/** Only if there is data to migrate. */
const isPointMade = ({ restorePoints }: Config, done: readonly string[], steps: readonly string[]) =>
  restorePoints > 0 && done.length > 0 && steps.length > 0

/** Tells whoever ran one of several steps that there are more. */
async function tellRest(database: Database, direction: Direction) {
  if (direction !== 'up') return
  const { missing } = await checkSchema(database)
  if (missing.length > 0)
    console.log(`${missing.length} more are missing: \`npx parley migrate up\` runs them.`)
}

/** Reports what a migration would do, and runs it on a copy if there is data. */
async function tryOut(direction: Direction) {
  const config = readConfig()
  const { database } = config
  const isNew = database.kind === 'embedded' && !existsSync(clusterIn(database.directory))
  const done = isNew ? [] : (await withDatabase(checkSchema)).done
  const steps = await plannedSteps(done, direction)
  if (isPointMade(config, done, steps))
    console.log(`A restore point would be made first, in ${join(config.dataDirectory, 'restore-points')}.`)
  say(steps)
  if (done.length === 0 && steps.length > 0)
    console.log('There is no data yet, so nothing was tried and nothing was changed.')
  if (done.length > 0 && steps.length > 0) await runOnCopy(database, direction)
}

const runOnCopy = (database: Config['database'], direction: Direction) =>
  tryOnCopy(database, async (copy, place) => {
    const begunAt = performance.now()
    await migrate(copy, direction, { isFilling: true })
    const seconds = ((performance.now() - begunAt) / 1_000).toFixed(1)
    console.log(
      `It succeeded in ${seconds} seconds, on a copy with all rows. The database itself is unchanged.`,
    )
    if (place === 'embedded' && database.kind === 'server')
      console.log(
        'The login role may not create databases (CREATEDB), so the copy was an embedded one: its times and versions differ from your server.',
      )
  })
