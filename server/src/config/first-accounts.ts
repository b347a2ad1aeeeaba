import { Secret } from '#platform/crypto/secret.ts'
import type { Variables } from './environment.ts'
import { ConfigRefused } from './refused.ts'

const PASSWORD_MIN = 8
const DIFFERENT_MIN = 5
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/

/** Whether the demo accounts of the older systems' documentation are created. Throws ConfigRefused. */
export function readDemo({ PARLEY_DEMO, NODE_ENV, HOST, DATABASE_URL }: Variables): boolean {
  if (PARLEY_DEMO === '0') return false
  if (NODE_ENV === 'production')
    throw new ConfigRefused(
      'PARLEY_DEMO must not be 1 with NODE_ENV=production: the passwords of its accounts are public.',
    )
  if (!LOOPBACK.test(HOST))
    throw new ConfigRefused('PARLEY_DEMO may be 1 only when HOST is a local address, such as 127.0.0.1.')
  if (DATABASE_URL)
    throw new ConfigRefused(
      'PARLEY_DEMO must not be 1 with DATABASE_URL, because other processes may use that database. Remove one of the two.',
    )
  return true
}

/** The owner that the first start creates. Throws ConfigRefused. */
export function readOwner({
  PARLEY_OWNER_EMAIL: email,
  PARLEY_OWNER_PASSWORD: password,
}: Variables): { email: string; password: Secret } | null {
  if (!email && !password) return null
  if (!email || !password)
    throw new ConfigRefused('Set both PARLEY_OWNER_EMAIL and PARLEY_OWNER_PASSWORD, or neither.')
  if (password.length < PASSWORD_MIN || new Set(password).size < DIFFERENT_MIN)
    throw new ConfigRefused(
      `PARLEY_OWNER_PASSWORD must have at least ${PASSWORD_MIN} characters, ${DIFFERENT_MIN} of them different.`,
    )
  return { email, password: new Secret(password) }
}
