import type { MailSigning } from '#contract/shapes/email-channel.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { Secret } from '#platform/crypto/secret.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import type { EmailChannelRow } from './email-channel-store.ts'

/** A key can only be decrypted for its own channel. */
export const placeOfSigningKey = (tenantId: string, channelId: string): string =>
  `email-channels/${tenantId}/${channelId}/signing-key`

export const sealedSigningKeys: SealedColumn = {
  table: 'email_channels',
  column: 'sealed_signing_key',
  placeOf: ({ tenant_id = '', channel_id = '' }) => placeOfSigningKey(tenant_id, channel_id),
}

interface Wished {
  readonly signing: MailSigning
  readonly signingKey?: string | undefined
}

/**
 * How emails of a channel must be signed, as it is stored. The key stays as long as the method does. Throws Fault
 * `invalid_input` if a method lacks a usable key.
 */
export function signingOf(
  { app, tenantId }: Scope,
  channelId: string,
  { signing, signingKey }: Wished,
  before?: Pick<EmailChannelRow, 'signing' | 'sealed_signing_key'>,
): { signing: MailSigning; sealed_signing_key: string | null } {
  if (signing === 'none') {
    if (signingKey !== undefined) throw refused('choose the signing method as well')
    return { signing, sealed_signing_key: null }
  }
  if (signingKey === undefined) {
    const kept = before?.signing === signing ? before.sealed_signing_key : null
    if (kept === null) throw refused('enter the key that your mail service signs with')
    return { signing, sealed_signing_key: kept }
  }
  if (signing === 'standard-webhooks' && !/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(signingKey))
    throw refused('must be whsec_ followed by base64')
  return {
    signing,
    sealed_signing_key: app.vault.seal(new Secret(signingKey), placeOfSigningKey(tenantId, channelId)),
  }
}

const refused = (message: string) => invalidInput(`signingKey: ${message}`, [{ path: 'signingKey', message }])
