import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** An automatic backup, and when it was due. */
export interface KeptBackup {
  readonly path: string
  readonly due: Date
}

const NAME = /^parley-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup$/

/** The name of the backup that is due at that second. */
export const nameFor = (due: Date): string =>
  `parley-${due
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replaceAll(':', '-')}.backup`

/** The backups in a folder, newest first; none if the folder does not exist. */
export async function backupsIn(directory: string): Promise<KeptBackup[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  return names
    .flatMap((name) => {
      const [, day, hour, minute, second] = NAME.exec(name) ?? []
      return day
        ? [{ path: join(directory, name), due: new Date(`${day}T${hour}:${minute}:${second}Z`) }]
        : []
    })
    .sort((a, b) => b.due.getTime() - a.due.getTime())
}
