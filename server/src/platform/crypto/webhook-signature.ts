import { createHmac, randomBytes } from 'node:crypto'
import { Secret } from './secret.ts'

/** What a webhook is signed over, as the specification Standard Webhooks has it. */
export interface SignedMessage {
  readonly id: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly body: string
}

const PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** A new secret, as it is given to receivers: `whsec_` and base64. */
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
