import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import packageFacts from '../../../package.json' with { type: 'json' }
import { writeBackupFile } from '#platform/backup/write-backup-file.ts'
import { KEY_FILE } from '#platform/crypto/key-file.ts'
import type { Moment } from '#platform/database/backup/moment.ts'
import type { Config } from '../config.ts'
import { openBlobStore } from './blob-store.ts'
import { openConfiguredVault } from './configured-vault.ts'

/** The result of a backup. */
export interface BackupMade {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
}

interface Asked {
  readonly path: string
  readonly hasFiles: boolean
  readonly hasKey: boolean
}

/** The content of a backup, and its encryption key. */
export type BackupSource = Pick<
  Config,
  'bucket' | 'dataDirectory' | 'secretKey' | 'formerSecretKeys' | 'sealsContent'
>

/**
 * Writes a backup of a snapshot, and of the files that exist afterwards: those referred to in the snapshot were stored
 * before.
 */
export async function makeBackup(
  config: BackupSource,
  { migrations, parts }: Moment,
  { path, hasFiles, hasKey }: Asked,
): Promise<BackupMade> {
  const blobs = openBlobStore(config)
  let [tables, rows, files] = [0, 0, 0]
  const facts = {
    madeAt: new Date().toISOString(),
    parley: packageFacts.version,
    migrations,
    hasFiles,
    hasKey,
  }
  await writeBackupFile(
    path,
    facts,
    async (writer) => {
      for await (const part of parts) {
        await writer.data(part)
        if (part.type !== 'sum') continue
        tables += 1
        rows += part.rows
      }
      if (hasKey) await writer.key(readFileSync(join(config.dataDirectory, KEY_FILE), 'utf8'))
      for await (const key of hasFiles ? blobs.list() : []) {
        const content = await blobs.open(key)
        // A file removed in the meantime was removed on purpose.
        if (!content) continue
        await writer.file(key, content)
        files += 1
      }
    },
    config.sealsContent ? openConfiguredVault(config).content : null,
  )
  return { tables, rows, files, bytes: (await stat(path)).size }
}
