import { Command } from 'commander'
import { createDatabase, databaseNamed, isDatabaseThere } from '#platform/database/create-database.ts'
import { checkSchema } from '#platform/database/migrate.ts'
import { readConfig } from '#server/config.ts'
import { ConfigRefused } from '#server/config/refused.ts'
import { moveReally } from './migrate.ts'
import { withDatabase } from './with-database.ts'

interface Options {
  /** False to only check. */
  fix: boolean
}

/** `parley init-db`. */
export const initDbCommand = () =>
  new Command('init-db')
    .description('Check that the database exists and is up to date; create it and run missing migrations.')
    .option('--env <file>', 'file with variables, instead of .env beside package.json')
    .option('--no-fix', 'only show what is missing; exit with 1 if anything is')
    .action(initDb)

async function initDb({ fix }: Options) {
  const { database } = readConfig()
  if (database.kind === 'server' && !(await isDatabaseThere(database.url))) {
    const name = databaseNamed(database.url)
    if (!fix) throw new ConfigRefused(`The database ${name} does not exist.`)
    await createDatabase(database.url)
    console.log(`The database ${name} was created.`)
  }
  if (fix) return moveReally('latest')
  const { missing } = await withDatabase(checkSchema)
  if (missing.length > 0)
    throw new ConfigRefused(`${missing.length} migrations are missing: run it without --no-fix.`)
  console.log('The database exists and is up to date.')
}
