import { Command } from 'commander'
import { migrate, migrationHistory } from '#platform/database/migrate.ts'
import { withDatabase } from './with-database.ts'

const say = (steps: readonly string[]) =>
  console.log(steps.length === 0 ? 'Nothing to do.' : steps.join('\n'))

/** `parley migrate up | down | to <name> | history | current`. */
export const migrateCommand = () => {
  const command = new Command('migrate').description('Move the database schema.')
  command
    .command('up')
    .description('Run the next migration.')
    .action(() => withDatabase(async (database) => say(await migrate(database, 'up'))))
  command
    .command('down')
    .description('Undo the last migration. Its tables and their data are gone.')
    .action(() => withDatabase(async (database) => say(await migrate(database, 'down'))))
  command
    .command('to <name>')
    .description('Move to a migration by name; `latest` and `nothing` are names too.')
    .action((name: string) =>
      withDatabase(async (database) =>
        say(await migrate(database, name === 'latest' ? 'latest' : { to: name })),
      ),
    )
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
