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
    .description('Back up everything to one file. The server may be running.')
    .argument('<file>', 'where to; it must not be there yet')
    .option('--no-files', 'leave out uploaded files, for example when their bucket has its own backups')
    .option('--with-key', 'include secret.key: anybody with the backup can then decrypt the secrets in it')
    .action(backup)

async function backup(file: string, { files: hasFiles, withKey: hasKey = false }: Options) {
  const config = readConfig()
  if (hasKey && config.secretKey)
    throw new ConfigRefused(
      '--with-key: the key is PARLEY_SECRET_KEY, not a file. Keep it where you keep your secrets.',
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
    ? 'It does not contain PARLEY_SECRET_KEY. Without that key, provider keys and other secrets cannot be decrypted.'
    : `${join(dataDirectory, KEY_FILE)} is not in it. Keep a copy of that file apart from the backup: without it, provider keys and other secrets cannot be decrypted.`
