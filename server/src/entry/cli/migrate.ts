import { Command } from 'commander'
import { tryOnCopy } from '#platform/database/backup/trial.ts'
import { checkSchema, migrate, migrationHistory } from '#platform/database/migrate.ts'
import { oneMover } from '#platform/database/one-at-a-time.ts'
import type { Database } from '#platform/database/open.ts'
import { makeRestorePoint } from '#server/app/restore-point.ts'
import { type Config, readConfig } from '#server/config.ts'
import { withDatabase } from './with-database.ts'

const say = (steps: readonly string[]) =>
  console.log(steps.length === 0 ? 'Nothing to do.' : steps.join('\n'))

/** `parley migrate up | down | to <name> | history | current`. */
export const migrateCommand = () => {
  const command = new Command('migrate').description('Move the database schema.')
  command
    .command('up')
    .description('Run the next migration.')
    .option(
      '--dry-run',
      'run all that are missing, on a copy that is removed afterwards; nothing else changes',
    )
    .action(({ dryRun = false }: { dryRun?: boolean }) => (dryRun ? tryAll() : move('up')))
  command
    .command('down')
    .description('Undo the last migration. Its tables and their data are gone.')
    .action(() => move('down'))
  command
    .command('to <name>')
    .description('Move to a migration by name; `latest` and `nothing` are names too.')
    .action((name: string) => move(name === 'latest' ? 'latest' : { to: name }))
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
    .description('Name the migration that the schema stands at.')
    .action(() =>
      withDatabase(async (database) => {
        const done = (await migrationHistory(database)).filter(({ executedAt }) => executedAt !== null)
        console.log(done.at(-1)?.name ?? 'nothing')
      }),
    )
  return command
}

type Direction = Parameters<typeof migrate>[1]

const move = (direction: Direction) =>
  withDatabase((database, config) =>
    oneMover(database, async () => {
      await checkSchema(database)
      if (config.restorePoints > 0 && (await isMoved(database, direction)))
        console.log(`A restore point was made: ${await makeRestorePoint(config, database)}`)
      say(await migrate(database, direction))
    }),
  )

/** Whether there are data that this moves. What is refused anyway is not looked at so closely. */
async function isMoved(database: Database, direction: Direction): Promise<boolean> {
  const steps = await migrationHistory(database)
  const done = steps.filter(({ executedAt }) => executedAt !== null)
  const goal =
    typeof direction === 'object' ? steps.findIndex(({ name }) => name === direction.to) + 1 : steps.length
  return done.length > 0 && (direction === 'down' || done.length !== goal)
}

async function tryAll() {
  const { database }: Config = readConfig()
  await tryOnCopy(database, async (copy, place) => {
    const begunAt = performance.now()
    say(await migrate(copy, 'latest', { isFilling: true }))
    const seconds = ((performance.now() - begunAt) / 1_000).toFixed(1)
    console.log(
      `It went well in ${seconds} seconds, on a copy with all rows. The database itself is as it was.`,
    )
    if (place === 'embedded' && database.kind === 'server')
      console.log(
        'The login role may not make databases (CREATEDB), so the copy was an embedded one: times and versions are not those of your server.',
      )
  })
}
