import type { MailSigning } from '#contract/shapes/email-channel.ts'
import { unauthenticated } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { isHmacOf, isSignedWebhook } from '#platform/crypto/webhook-signature.ts'
import type { EmailChannelRow } from '../email-channel-store.ts'
import { placeOfSigningKey } from '../signing.ts'

type Mailbox = Pick<EmailChannelRow, 'id' | 'signing' | 'signing_header' | 'sealed_signing_key'>

interface Brought {
  readonly headers: Readonly<Record<string, string>>
  readonly content: Uint8Array
}

/** Throws Fault `unauthenticated` for an email that is not signed as the channel requires. */
export function refuseUnsigned(
  { app, tenantId }: Scope,
  { id, signing, signing_header: header, sealed_signing_key: sealed }: Mailbox,
  { headers, content }: Brought,
): void {
  if (sealed === null) return
  const key = app.vault.open(sealed, placeOfSigningKey(tenantId, id))
  const isSigned: Record<Exclude<MailSigning, 'none'>, () => boolean> = {
    hmac: () => isHmacOf(key, content, headers[header] ?? ''),
    'standard-webhooks': () => {
      const signed = {
        id: headers['webhook-id'] ?? headers['svix-id'] ?? '',
        timestamp: headers['webhook-timestamp'] ?? headers['svix-timestamp'] ?? '',
        signatures: headers['webhook-signature'] ?? headers['svix-signature'] ?? '',
        body: content,
      }
      return isSignedWebhook(key, signed, app.now())
    },
  }
  if (!isSigned[signing as keyof typeof isSigned]())
    throw unauthenticated('The signature of the email is missing or wrong.')
}
