import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another process has the data directory open. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse'
  constructor(directory: string) {
    super(
      `Another Parley process is using ${directory}. Stop it first, or give this one its own PARLEY_DATA_DIR.`,
    )
  }
}

/**
 * Holds a directory for this process. The lock is the operating system's lock on a file, taken through SQLite
 * because Node offers no other: it ends with the process however the process ends, and is never stale.
 * Throws DirectoryInUse.
 */
export function lockDirectory(directory: string): { release(): void } {
  const file = new DatabaseSync(join(directory, 'lock'))
  try {
    file.exec('PRAGMA journal_mode=OFF; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    file.close()
    throw new DirectoryInUse(directory)
  }
  return { release: () => file.close() }
}
