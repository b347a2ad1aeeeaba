import { Command } from 'commander'
import { clusterIn } from '#platform/database/embedded/cluster.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { fillDatabase, finishFilling, refuseFilled } from '#platform/database/backup/fill.ts'
import { readOffline } from '#platform/database/backup/moment.ts'
import { openDatabase } from '#platform/database/open.ts'
import { postgresUrl } from '#server/config/postgres-url.ts'
import { ConfigRefused, readConfig } from '#server/config.ts'

const CONNECTIONS = 2

/** `parley move --to postgres://…`: takes an embedded installation to PostgreSQL. */
export const moveCommand = () =>
  new Command('move')
    .description(
      'Copy everything from the embedded database to an empty PostgreSQL database. Stop the server first.',
    )
    .requiredOption('--to <url>', 'postgres://… URL of an empty database')
    .action(({ to }: { to: string }) => move(to))

async function move(url: string) {
  const config = readConfig()
  if (config.database.kind === 'server')
    throw new ConfigRefused(
      'DATABASE_URL is set: this installation already uses PostgreSQL. Unset it to move the embedded database.',
    )
  const address = new Secret(postgresUrl('--to', url))
  const target = await openDatabase({ kind: 'server', url: address, connectionsMax: CONNECTIONS })
  try {
    await refuseFilled(target)
    const sums = await readOffline(config.database, (moment) =>
      fillDatabase(target, moment, { isNewEpoch: false }),
    )
    await finishFilling(target)
    for (const { table, rows, digest } of sums)
      console.log(`${table.padEnd(28)}${String(rows).padStart(10)}  ${digest}`)
    const rows = sums.reduce((sum, one) => sum + one.rows, 0)
    console.log(`\n${rows} rows of ${sums.length} tables were copied and compared.`)
    console.log(
      `Now set DATABASE_URL to that database and start the server. Keep PARLEY_DATA_DIR=${config.dataDirectory}: ${
        config.bucket ? 'its key is' : 'its key and the files are'
      } still used. The embedded database in ${clusterIn(config.dataDirectory)} is unchanged; delete it when everything works.`,
    )
  } finally {
    await target.close()
  }
}
