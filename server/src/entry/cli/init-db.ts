import { Command } from 'commander'
import { createDatabase, databaseNamed, isDatabaseThere } from '#platform/database/create-database.ts'
import { checkSchema, knownMigrations } from '#platform/database/migrate.ts'
import { readConfig } from '#server/config.ts'
import { ConfigRefused } from '#server/config/refused.ts'
import { moveReally } from './migrate.ts'
import { withDatabase } from './with-database.ts'

interface Options {
  /** False for looking alone. */
  fix: boolean
}

/** `parley init-db`. */
export const initDbCommand = () =>
  new Command('init-db')
    .description('See whether the database is there and up to date; make it and run what is missing.')
    .option('--env <file>', 'a file of variables, instead of .env beside package.json')
    .option('--no-fix', 'only say what is missing; end with 1 where anything is')
    .action(initDb)

async function initDb({ fix }: Options) {
  const { database } = readConfig()
  if (database.kind === 'server' && !(await isDatabaseThere(database.url))) {
    const name = databaseNamed(database.url)
    if (!fix) throw new ConfigRefused(`The database ${name} is not there.`)
    await createDatabase(database.url)
    console.log(`The database ${name} was made.`)
  }
  if (fix) return moveReally('latest')
  const missing = await withDatabase(
    async (opened) => (await knownMigrations()).length - (await checkSchema(opened)).length,
  )
  if (missing > 0) throw new ConfigRefused(`${missing} migrations are missing: run it without --no-fix.`)
  console.log('The database is there, and nothing is missing.')
}
