import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const BUSY = 5
const FULL = 13
const CANNOT_OPEN = 14

/**
 * Holds a file for this process, made empty where it is missing; null while another process holds it, and still does
 * after `waitMs`. The lock is the operating system's, taken through SQLite because Node offers no other: it ends with the
 * process however the process ends, and is never stale. Throws what the system says where the file cannot be opened for writing.
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
    // SQLite says only that it cannot; the system says why. It is not opened for that: closing it would end a lock of ours.
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK)
    throw Object.assign(new Error(message), { code: codeOf(path, errcode), path })
  }
}

/** What the system has refused where the file may be written. What is there and cannot be opened is one file too many. */
function codeOf(path: string, errcode: number | undefined): string {
  if (errcode === FULL) return 'ENOSPC'
  if (errcode !== CANNOT_OPEN) return 'EIO'
  return existsSync(path) && statSync(path).isDirectory() ? 'EISDIR' : 'EMFILE'
}
