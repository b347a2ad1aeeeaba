import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { Secret } from './secret.ts'

/**
 * The key kept in that file, made at random when there is none. Of several processes that find none, all get the
 * same one. Only its owner may read it. Throws when the file cannot be read or written.
 */
export function keyFromFile(path: string): Secret {
  const found = read(path)
  if (found) return found
  // Written whole beside it and then given its name, so that nobody reads half a key.
  const making = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(making, `${randomBytes(32).toString('base64url')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  })
  try {
    linkSync(making, path)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(making)
  }
  const made = read(path)
  if (!made) throw new Error(`${path} cannot be read.`)
  return made
}

function read(path: string): Secret | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    if (text.length < 32) throw new Error(`${path} holds no key. Restore it from a backup.`)
    return new Secret(text)
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null
    throw error
  }
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
