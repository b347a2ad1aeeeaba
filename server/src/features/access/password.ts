import { hash, type Options, verify } from '@node-rs/argon2'
import { verifyForeign } from './foreign-hash.ts'
import { openGate } from './gate.ts'

/** OWASP's figures for argon2id, the package's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options

// One for the whole process: it protects the memory and the few threads of the process.
const gate = openGate({ runningMax: 2, waitingMax: 50 })

// The same letters typed on different keyboards are the same password.
const asTyped = (password: string): string => password.normalize('NFKC')

/** The password in PHC form, salted. Throws Fault `rate_limited` when too many are being hashed. */
export const hashPassword = (password: string): Promise<string> => gate(() => hash(asTyped(password), cost))

/** The hash of an account that no password opens until its owner sets one. */
export const NO_PASSWORD = '!'

/** Whether a stored hash is our own, rather than one of an imported account. */
export const isOwnHash = (passwordHash: string): boolean => passwordHash.startsWith('$argon2id$')

/**
 * Whether this is the password of a hash, ours or another system's. Throws Fault `rate_limited` like `hashPassword`.
 */
export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> =>
  gate(async () => {
    if (isOwnHash(passwordHash)) return verify(passwordHash, asTyped(password))
    return (await verifyForeign(passwordHash, password)) ?? (await verify(nobodysHash, password), false)
  })

/** The hash of no password, which takes exactly as long to verify as one that is stored. */
const nobodysHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Takes the time of `verifyPassword` for an account that does not exist. */
export const verifyDummyPassword = async (password: string): Promise<void> =>
  void (await verifyPassword(nobodysHash, password))
