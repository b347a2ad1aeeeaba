import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { KEY_FILE } from '#platform/crypto/key-file.ts'
import { readMoment } from '#platform/database/backup/moment.ts'
import { makeBackup } from '#server/app/make-backup.ts'
import { type Config, ConfigRefused, readConfig } from '#server/config.ts'

interface Options {
  files: boolean
  withKey?: boolean
}

/** `parley backup <file>`: everything in one file, while the server runs or not. */
export const backupCommand = () =>
  new Command('backup')
    .description('Write everything into one file, while the server runs or not.')
    .argument('<file>', 'where to; it must not be there yet')
    .option(
      '--no-files',
      'leave out the files that people gave, for example where their bucket has backups of its own',
    )
    .option('--with-key', 'put secret.key in, too: whoever has the backup can then open what is sealed in it')
    .action(backup)

async function backup(file: string, { files: hasFiles, withKey: hasKey = false }: Options) {
  const config = readConfig()
  if (hasKey && config.secretKey)
    throw new ConfigRefused(
      '--with-key: the key is PARLEY_SECRET_KEY and in no file. Keep it where you keep secrets.',
    )
  if (hasKey && !existsSync(join(config.dataDirectory, KEY_FILE)))
    throw new ConfigRefused(`--with-key: there is no ${KEY_FILE} in ${config.dataDirectory}.`)
  const path = resolve(file)
  const { tables, rows, files, bytes } = await readMoment(config.database, (moment) =>
    makeBackup(config, moment, { path, hasFiles, hasKey }),
  )
  console.log(
    `${path}: ${rows} rows of ${tables} tables${hasFiles ? ` and ${files} ${files === 1 ? 'file' : 'files'}` : ', without files'}, ${bytes} bytes.`,
  )
  if (!hasKey) console.log(noteOfKey(config))
}

const noteOfKey = ({ secretKey, dataDirectory }: Config) =>
  secretKey
    ? 'PARLEY_SECRET_KEY is not in it. Without it, keys of providers and other secrets cannot be opened again.'
    : `${join(dataDirectory, KEY_FILE)} is not in it. Keep a copy of that file apart from the backup: without it, keys of providers and other secrets cannot be opened again.`
