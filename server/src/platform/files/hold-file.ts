import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const BUSY = 5
const FULL = 13
const CANNOT_OPEN = 14

/**
 * Locks a file for this process, creating it if necessary; null if another process holds it and still does after
 * `waitMs`. The lock is the operating system's, taken through SQLite because Node has no API for it: it ends with the
 * process, however that ends, and is never stale. Throws the system error if the file cannot be opened for writing.
 */
export function holdFile(path: string, waitMs = 0): { release(): void } | null {
  let file: DatabaseSync | null = null
  try {
    file = new DatabaseSync(path, { timeout: waitMs })
    file.exec('PRAGMA journal_mode=OFF; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
    const held = file
    return { release: () => held.close() }
  } catch (error) {
    file?.close()
    const { errcode, message } = error as Error & { errcode?: number }
    if (errcode === BUSY) return null
    // SQLite only reports failure; the system says why. The file is not opened for that: closing it would release a
    // lock of ours.
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK)
    throw Object.assign(new Error(message), { code: codeOf(path, errcode), path })
  }
}

/** The error code if the file is writable. A file that exists and cannot be opened is one too many. */
function codeOf(path: string, errcode: number | undefined): string {
  if (errcode === FULL) return 'ENOSPC'
  if (errcode !== CANNOT_OPEN) return 'EIO'
  return existsSync(path) && statSync(path).isDirectory() ? 'EISDIR' : 'EMFILE'
}
