import { join } from 'node:path'
import { Command } from 'commander'
import { everyTenantId } from '#features/access/index.ts'
import { addKeyToFile, KEY_FILE } from '#platform/crypto/key-file.ts'
import { reseal } from '#platform/database/reseal.ts'
import { sealedColumns } from '#server/app/features.ts'
import { openApp } from '#server/app.ts'
import { ConfigRefused, readConfig } from '#server/config.ts'

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
    .action(resealAll)
  return command
}

async function rotate() {
  const { secretKey, dataDirectory } = readConfig()
  if (secretKey)
    throw new ConfigRefused(
      'The key is PARLEY_SECRET_KEY: give a new one there and the old one as PARLEY_SECRET_KEY_FORMER, restart, then run `parley keys reseal`.',
    )
  addKeyToFile(join(dataDirectory, KEY_FILE))
  await resealAll()
}

async function resealAll() {
  const app = await openApp({ ...readConfig(), logLevel: 'silent' }, { isCommand: true })
  let [changed, broken] = [0, 0]
  try {
    for await (const tenantId of everyTenantId(app))
      for (const done of await reseal(app.database, app.vault, tenantId, sealedColumns)) {
        changed += done.changed
        broken += done.broken
        if (done.broken > 0)
          console.error(`${done.broken} in ${done.table} of tenant ${tenantId} open with no key that is had.`)
      }
  } finally {
    await app.close()
  }
  console.log(`${changed} ${changed === 1 ? 'secret was' : 'secrets were'} sealed anew.`)
  if (broken > 0) process.exitCode = 1
}
