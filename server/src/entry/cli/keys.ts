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

/** `parley keys rotate | reseal`: changes the key that encrypts secrets at rest. */
export const keysCommand = () => {
  const command = new Command('keys').description('Change the key that encrypts secrets at rest.')
  command
    .command('rotate')
    .description(
      'Add a new key to secret.key and re-encrypt everything with it. A running server picks it up.',
    )
    .action(rotate)
  command
    .command('reseal')
    .description('Re-encrypt everything with the newest key, after PARLEY_SECRET_KEY has changed.')
    .action(async () => {
      await whereAllIsThere(sealAll)
      if (readConfig().sealsContent) await sealContent()
    })
  command
    .command('reseal-content')
    .description(
      'Rewrite messages and files as PARLEY_ENCRYPTION says: encrypted with the newest key, or unencrypted.',
    )
    .action(sealContent)
  return command
}

async function rotate() {
  if (readConfig().secretKey)
    throw new ConfigRefused(
      'The key is PARLEY_SECRET_KEY: set a new one there and the old one as PARLEY_SECRET_KEY_FORMER, restart, then run `parley keys reseal`.',
    )
  await whereAllIsThere(async (database, config) => {
    const path = join(config.dataDirectory, KEY_FILE)
    const copy = addKeyToFile(path)
    console.log(`${path} has a new key. The old file was saved as ${copy}.`)
    await sealAll(database, config)
  })
}

/**
 * Runs once there is a key, the database responds and its schema is this version's, so that nothing is started in vain.
 */
async function whereAllIsThere(run: (database: Database, config: Config) => Promise<void>) {
  const { secretKey, dataDirectory } = readConfig()
  const path = join(dataDirectory, KEY_FILE)
  if (!secretKey && keysInFile(path).length === 0)
    throw new ConfigRefused(
      `${path} is missing. Restore it from your copy; if nothing is encrypted yet, start the server, which creates one.`,
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
          `${done.broken} in ${done.table} of tenant ${tenantId} cannot be decrypted with any available key.`,
        )
    }
  console.log(`${changed} ${changed === 1 ? 'secret was' : 'secrets were'} re-encrypted.`)
  if (broken > 0) process.exitCode = 1
}
