import { createHash, pbkdf2, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { verify as verifyArgon2 } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'

const derivePbkdf2 = promisify(pbkdf2)
const deriveScrypt = promisify<
  string,
  string,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt)

/** More rounds than any default, and fewer than would block the server. */
const ROUNDS_MAX = 3_000_000
const MEMORY_MAX = 256 * 1024 * 1024
const BCRYPT_COST_MAX = 15

const PBKDF2 = /^pbkdf2_(sha1|sha256|sha512)\$(\d{1,7})\$([^$]{1,128})\$([A-Za-z0-9+/=]{20,128})$/
const SCRYPT =
  /^scrypt\$(?<salt>[^$]{1,128})\$(?<N>\d{1,8})\$(?<r>\d{1,3})\$(?<p>\d{1,3})\$(?<key>[A-Za-z0-9+/=]{20,128})$/
/** Werkzeug's format, with hexadecimal keys. */
const PBKDF2_HEX = /^pbkdf2:(sha1|sha256|sha512):(\d{1,7})\$([^$]{1,128})\$([0-9a-f]{40,128})$/
const SCRYPT_HEX =
  /^scrypt:(?<N>\d{1,8}):(?<r>\d{1,3}):(?<p>\d{1,3})\$(?<salt>[^$]{1,128})\$(?<key>[0-9a-f]{64,128})$/
const BCRYPT = /^(?:bcrypt\$)?(\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53})$/
const BCRYPT_SHA256 = /^bcrypt_sha256\$(\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53})$/
const ARGON2 = /^argon2\$?(\$?argon2(?:id|i|d)\$v=\d+\$m=(\d{1,7}),t=\d{1,2},p=\d{1,2}\$[^$]+\$[^$]+)$/

type Check = (password: string) => Promise<boolean>

/** A function that checks passwords against another system's hash; null for an unknown format. */
function checkOf(hash: string): Check | null {
  const derived = derivedOf(hash)
  if (derived !== null) return derived.isWithinReason ? derived.check : null
  const bcryptFound = BCRYPT.exec(hash)
  if (bcryptFound && Number(bcryptFound[2]) <= BCRYPT_COST_MAX)
    return (password) => verifyBcrypt(password, asTwoB(bcryptFound[1]))
  const longFound = BCRYPT_SHA256.exec(hash)
  if (longFound && Number(longFound[2]) <= BCRYPT_COST_MAX)
    return (password) =>
      verifyBcrypt(createHash('sha256').update(password).digest('hex'), asTwoB(longFound[1]))
  const argon2Found = ARGON2.exec(hash)
  if (argon2Found && Number(argon2Found[2]) * 1024 <= MEMORY_MAX)
    return (password) => verifyArgon2(`$${(argon2Found[1] ?? '').replace(/^\$/, '')}`, password)
  return null
}

interface Derived {
  /** False for one that would hold the server up. */
  readonly isWithinReason: boolean
  readonly check: Check
}

/** Hashes with derived keys, in two notations; null for others. */
function derivedOf(hash: string): Derived | null {
  const stored = (key = '') => Buffer.from(key, /^\w+:/.test(hash) ? 'hex' : 'base64')
  const [, digest, rounds, salt, key] = PBKDF2.exec(hash) ?? PBKDF2_HEX.exec(hash) ?? []
  if (digest && salt)
    return {
      isWithinReason: Number(rounds) >= 1 && Number(rounds) <= ROUNDS_MAX,
      check: (password) =>
        isSame(stored(key), (length) => derivePbkdf2(password, salt, Number(rounds), length, digest)),
    }
  const found = (SCRYPT.exec(hash) ?? SCRYPT_HEX.exec(hash))?.groups
  if (!found) return null
  const cost = { N: Number(found.N), r: Number(found.r), p: Number(found.p), maxmem: MEMORY_MAX }
  return {
    isWithinReason: 128 * cost.N * cost.r <= MEMORY_MAX && cost.p <= 16,
    check: (password) =>
      isSame(stored(found.key), (length) => deriveScrypt(password, found.salt ?? '', length, cost)),
  }
}

/** The letter names the program that made it; the meaning is the same. */
const asTwoB = (hash = ''): string => hash.replace(/^\$2[axy]/, '$2b')

const isSame = async (stored: Buffer, derive: (length: number) => Promise<Buffer>): Promise<boolean> =>
  timingSafeEqual(stored, await derive(stored.length))

/**
 * Whether `verifyForeign` can check a hash: one of Django's or Werkzeug's hashers, or bcrypt as other programs store
 * it.
 */
export const isForeignHash = (hash: string): boolean => checkOf(hash) !== null

/** Whether this is the password of another system's hash; null for an unknown format. */
export const verifyForeign = async (hash: string, password: string): Promise<boolean | null> => {
  const check = checkOf(hash)
  // A damaged hash matches no password.
  return check && check(password).catch(() => false)
}
