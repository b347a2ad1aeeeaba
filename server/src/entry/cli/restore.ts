import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Command } from 'commander'
import { BackupRefused, type BackupErrorCode } from '#platform/backup/format.ts'
import {
  type BackupPart,
  checkBackupFile,
  readBackupFacts,
  readBackupFile,
} from '#platform/backup/read-backup-file.ts'
import { KEY_FILE } from '#platform/crypto/key-file.ts'
import {
  fillDatabase,
  finishFilling,
  refuseFilled,
  refuseStrangeSchema,
} from '#platform/database/backup/fill.ts'
import type { DataPart } from '#platform/database/backup/part.ts'
import { databaseErrorIn } from '#platform/database/faults.ts'
import { SchemaRefused } from '#platform/database/migrate.ts'
import { openDatabase } from '#platform/database/open.ts'
import { openConfiguredVault } from '#server/app/configured-vault.ts'
import { openBlobStore } from '#server/app/blob-store.ts'
import { type Config, readConfig } from '#server/config.ts'

/** `parley restore <file>`: fills an empty installation from a backup. */
export const restoreCommand = () =>
  new Command('restore')
    .description('Restore a backup into an empty database. The server must not be running on it.')
    .argument('<file>', 'a file made by `parley backup`')
    .action(restore)

async function restore(file: string) {
  const config = readConfig()
  await checkBackupFile(file)
  const keys = config.secretKey ? () => openConfiguredVault(config).content : undefined
  const facts = await readBackupFacts(file, keys)
  await refusing('newer-schema', () => refuseStrangeSchema(facts.migrations))
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 })
  const database = await openDatabase(config.database)
  try {
    await refusing('not-empty', () => refuseFilled(database))
    const rest = dataThenRest(readBackupFile(file, keys))
    const { migrations } = facts
    const data = { migrations, parts: rest.data() }
    const sums = await fillDatabase(database, data, { isNewEpoch: true }).catch(refuseRows)
    const files = await putBack(config, rest.others())
    await finishFilling(database)
    const rows = sums.reduce((sum, one) => sum + one.rows, 0)
    console.log(
      `Restored the backup of ${facts.madeAt}: ${rows} rows of ${sums.length} tables, each compared, and ${files} files.`,
    )
    if (!facts.hasFiles) console.log('The backup contains no files: restore them from where they are kept.')
    tellOfKey(config)
  } finally {
    await database.close()
  }
}

/** Gives a refusal of the schema its code. */
async function refusing(errorCode: BackupErrorCode, look: () => Promise<void>): Promise<void> {
  try {
    await look()
  } catch (error) {
    if (!(error instanceof SchemaRefused)) throw error
    throw new BackupRefused(errorCode, error.message, { cause: error })
  }
}

/** Reports which rows the database refused, but never their content. */
function refuseRows(error: unknown): never {
  const refusal = databaseErrorIn(error)
  if (!refusal || !/^(22|23|42(?!501))/.test(refusal.code)) throw error
  const { table, constraint } = refusal
  const place = `${table ?? 'the backup'}${constraint ? ` (${constraint})` : ''}`
  const rest =
    'Nothing was restored. The database was damaged when this backup was made: use an older backup.'
  throw refusal.code === '23503'
    ? new BackupRefused(
        'broken-reference',
        `Rows of ${place} refer to others that are not in the backup. ${rest}`,
        {
          cause: error,
        },
      )
    : new BackupRefused('unfit-rows', `Rows of ${place} do not fit the schema. ${rest}`, { cause: error })
}

/** Splits one reading of the file into two: the part for the database, and the part after it. */
function dataThenRest(parts: AsyncGenerator<BackupPart>) {
  let first: BackupPart | null = null
  return {
    async *data(): AsyncGenerator<DataPart> {
      for (;;) {
        const { value, done } = await parts.next()
        if (done) return
        if (value.type === 'data') yield value.data
        else if (value.type !== 'facts') {
          first = value
          return
        }
      }
    },
    async *others(): AsyncGenerator<BackupPart> {
      if (first) yield first
      yield* parts
    },
  }
}

async function putBack(config: Config, parts: AsyncIterable<BackupPart>): Promise<number> {
  const blobs = openBlobStore(config)
  let files = 0
  for await (const part of parts) {
    if (part.type === 'key') putKey(config, part.content)
    if (part.type !== 'file') continue
    await blobs.write(part.key, Readable.from(part.content), Number.POSITIVE_INFINITY)
    files += 1
  }
  return files
}

function putKey({ dataDirectory }: Config, content: string) {
  const path = join(dataDirectory, KEY_FILE)
  if (!existsSync(path)) writeFileSync(path, content, { mode: 0o600, flush: true })
  else if (readFileSync(path, 'utf8') !== content)
    throw new BackupRefused(
      'other-key',
      `${path} is not the key in the backup. Move it away and restore again.`,
    )
}

function tellOfKey({ secretKey, dataDirectory }: Config) {
  const path = join(dataDirectory, KEY_FILE)
  if (secretKey || existsSync(path)) return
  console.log(
    `Before you start the server, put the ${KEY_FILE} that belongs to it at ${path}, or set PARLEY_SECRET_KEY to its earlier value. Otherwise a new key is created, and secrets such as provider keys must be entered again.`,
  )
}
