import { join } from 'node:path'
import { Command } from 'commander'
import { everyTenantId } from '#features/access/index.ts'
import { addKeyToFile, KEY_FILE, keysInFile } from '#platform/crypto/key-file.ts'
import { requireWholeSchema } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import { reseal } from '#platform/database/reseal.ts'
import { sealedColumns } from '#server/app/features.ts'
import { openConfiguredVault } from '#server/app/configured-vault.ts'
import { type Config, ConfigRefused, readConfig } from '#server/config.ts'
import { sealContent } from './seal-content.ts'
import { withDatabase } from './with-database.ts'

/** `parley keys rotate | reseal`: changes the key under which secrets are sealed at rest. */
export const keysCommand = () => {
  const command = new Command('keys').description('Change the key that seals secrets at rest.')
  command
    .command('rotate')
    .description(
      'Add a new key to secret.key and seal everything under it. A running server takes it up by itself.',
    )
    .action(rotate)
  command
    .command('reseal')
    .description('Seal everything under the newest key, after PARLEY_SECRET_KEY was changed.')
    .action(async () => {
      await whereAllIsThere(sealAll)
      if (readConfig().sealsContent) await sealContent()
    })
  command
    .command('reseal-content')
    .description(
      'Store messages and files anew as PARLEY_ENCRYPTION says now: sealed under the newest key, or as they were written.',
    )
    .action(sealContent)
  return command
}

async function rotate() {
  if (readConfig().secretKey)
    throw new ConfigRefused(
      'The key is PARLEY_SECRET_KEY: give a new one there and the old one as PARLEY_SECRET_KEY_FORMER, restart, then run `parley keys reseal`.',
    )
  await whereAllIsThere(async (database, config) => {
    const path = join(config.dataDirectory, KEY_FILE)
    const copy = addKeyToFile(path)
    console.log(`${path} has a new key. The file as it was is kept as ${copy}.`)
    await sealAll(database, config)
  })
}

/** Runs once there is a key, the database answers and its schema is this version's, so that nothing is begun in vain. */
async function whereAllIsThere(run: (database: Database, config: Config) => Promise<void>) {
  const { secretKey, dataDirectory } = readConfig()
  const path = join(dataDirectory, KEY_FILE)
  if (!secretKey && keysInFile(path).length === 0)
    throw new ConfigRefused(
      `There is no ${path}. Put it back from where you keep a copy; where nothing is sealed yet, start the server, which makes one.`,
    )
  await withDatabase(async (database, config) => {
    await requireWholeSchema(database)
    await run(database, config)
  })
}

async function sealAll(database: Database, config: Config) {
  const vault = openConfiguredVault(config)
  let [changed, broken] = [0, 0]
  for await (const tenantId of everyTenantId({ database }))
    for (const done of await reseal(database, vault, tenantId, sealedColumns)) {
      changed += done.changed
      broken += done.broken
      if (done.broken > 0)
        console.error(
          `${done.broken} in ${done.table} of tenant ${tenantId} cannot be opened with any key that is here.`,
        )
    }
  console.log(`${changed} ${changed === 1 ? 'secret was' : 'secrets were'} sealed anew.`)
  if (broken > 0) process.exitCode = 1
}
