import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { holdFile } from '../files/hold-file.ts'
import { syncNames } from '../files/sync-names.ts'
import { Secret } from './secret.ts'

/** Its name in the data directory. */
export const KEY_FILE = 'secret.key'
/** The key file cannot be used; the message says what to do. */
export class KeyFileRefused extends Error {
  override readonly name = 'KeyFileRefused'
}

const LENGTH_MIN = 32
/** How long to wait for another process that is changing the file. */
const WAIT_MS = 10_000

/**
 * The newest key in the file, generated if there is none. Of several processes that find none, all get the same one.
 * Only its owner may read it. Throws KeyFileRefused, and system errors if the file cannot be read or written.
 */
export function keyFromFile(path: string): Secret {
  const [found] = keysInFile(path)
  if (found) return found
  const making = writeBeside(path, [makeKey()])
  try {
    linkSync(making, path)
    syncNames(dirname(path))
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(making)
  }
  const [made] = keysInFile(path)
  if (!made) throw new KeyFileRefused(`${path} cannot be read.`)
  return made
}

/**
 * All keys in the file, one per line, newest first; none if it is missing. Throws KeyFileRefused if it contains none.
 */
export function keysInFile(path: string): Secret[] {
  try {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (lines.length === 0 || lines.some((line) => line.length < LENGTH_MIN))
      throw new KeyFileRefused(`${path} contains no key. Restore it from a backup.`)
    return lines.map((line) => new Secret(line))
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return []
    throw error
  }
}

/**
 * Adds a new key before the existing ones, which all stay: restored databases and running servers may still need them.
 * Returns the path of the previous version. Throws KeyFileRefused.
 */
export function addKeyToFile(path: string): string {
  const held = holdFile(`${path}.lock`, WAIT_MS)
  if (!held) throw new KeyFileRefused(`${path} is being changed by another process. Try again.`)
  try {
    const before = readFileSync(path, 'utf8')
    const keys = keysInFile(path).map((key) => key.reveal())
    const copy = `${path}.${new Date().toISOString().replace(/[:.]/g, '-')}`
    writeFileSync(copy, before, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(writeBeside(path, [makeKey(), ...keys]), path)
    // Data encrypted with the new key must not reach the disk before the key does.
    syncNames(dirname(path))
    return copy
  } finally {
    held.release()
  }
}

const makeKey = () => randomBytes(32).toString('base64url')

/** Written completely before it gets its name, so that nobody reads half a key. */
function writeBeside(path: string, keys: readonly string[]): string {
  const making = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(making, `${keys.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return making
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
