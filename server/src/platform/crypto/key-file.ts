import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { Secret } from './secret.ts'

/** Its name in the data directory. */
export const KEY_FILE = 'secret.key'
const LENGTH_MIN = 32

/**
 * The newest key kept in that file, made at random when there is none. Of several processes that find none, all get the
 * same one. Only its owner may read it. Throws when the file cannot be read or written.
 */
export function keyFromFile(path: string): Secret {
  const [found] = keysInFile(path)
  if (found) return found
  const making = writeBeside(path, [makeKey()])
  try {
    linkSync(making, path)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(making)
  }
  const [made] = keysInFile(path)
  if (!made) throw new Error(`${path} cannot be read.`)
  return made
}

/** All keys of the file, a line each, the newest first; none where it is missing. Throws when it holds none. */
export function keysInFile(path: string): Secret[] {
  try {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (lines.length === 0 || lines.some((line) => line.length < LENGTH_MIN))
      throw new Error(`${path} holds no key. Restore it from a backup.`)
    return lines.map((line) => new Secret(line))
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return []
    throw error
  }
}

/** Puts a new key before the newest, and forgets those that are older still. */
export function addKeyToFile(path: string): void {
  const before = keyFromFile(path)
  renameSync(writeBeside(path, [makeKey(), before.reveal()]), path)
}

const makeKey = () => randomBytes(32).toString('base64url')

/** Written whole before it gets its name, so that nobody reads half a key. */
function writeBeside(path: string, keys: readonly string[]): string {
  const making = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(making, `${keys.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return making
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
