import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Secret } from './secret.ts'

/** The signed parts of a webhook, according to Standard Webhooks. */
export interface SignedMessage {
  readonly id: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly body: string
}

const PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** A new secret in the form for receivers: `whsec_` and base64. */
export const newWebhookSecret = (): Secret =>
  new Secret(PREFIX + randomBytes(SECRET_BYTES).toString('base64'))

const keyOf = (secret: Secret) => Buffer.from(secret.reveal().slice(PREFIX.length), 'base64')

/** The value of `webhook-signature`: one signature for each secret. */
export const signWebhook = (secrets: readonly Secret[], { id, timestamp, body }: SignedMessage): string =>
  secrets
    .map((secret) =>
      createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64'),
    )
    .map((signature) => `v1,${signature}`)
    .join(' ')

/** A received webhook according to Standard Webhooks: its three headers and the raw body. */
export interface ReceivedMessage {
  readonly id: string
  readonly timestamp: string
  /** Some, with a space between them: while a key is changed there are two. */
  readonly signatures: string
  readonly body: Uint8Array
}

const TOLERANCE_SECONDS = 300

/** Whether it was signed with that secret, and not long before or after now. */
export function isSignedWebhook(
  secret: Secret,
  { id, timestamp, signatures, body }: ReceivedMessage,
  now: Date,
): boolean {
  const isTimely = Math.abs(now.getTime() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || !isTimely) return false
  const right = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest()
  return signatures
    .split(' ')
    .slice(0, 10)
    .some((one) => one.startsWith('v1,') && isSame(right, Buffer.from(one.slice(3), 'base64')))
}

/** Whether it is the HMAC-SHA256 of a body under a key: in hexadecimal or base64, with or without `sha256=`. */
export function isHmacOf(key: Secret, body: Uint8Array, given: string): boolean {
  const right = createHmac('sha256', key.reveal()).update(body).digest()
  const value = given.trim().replace(/^sha256=/i, '')
  return isSame(right, Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? 'hex' : 'base64'))
}

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other)
