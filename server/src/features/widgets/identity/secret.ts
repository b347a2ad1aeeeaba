import { hkdfSync, randomBytes } from 'node:crypto'
import type { Vault } from '#platform/crypto/vault.ts'
import { Secret } from '#platform/crypto/secret.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import type { WidgetRow } from '../widget.ts'

const BYTES = 32

const placeOf = (row: Pick<WidgetRow, 'tenant_id' | 'id'>) => `widgets/${row.tenant_id}/${row.id}`

const sealedIn = (column: 'sealed_secret' | 'former_secret'): SealedColumn => ({
  table: 'widgets',
  column,
  placeOf: ({ tenant_id = '', id = '' }) => placeOf({ tenant_id, id }),
})

export const sealedSecrets = [sealedIn('sealed_secret'), sealedIn('former_secret')]

/** A new secret, the derived secret for hashes, and its stored form. */
export function newSecret(vault: Vault, row: Pick<WidgetRow, 'tenant_id' | 'id'>) {
  const secret = `ws_${randomBytes(BYTES).toString('base64url')}`
  const kept = new Secret(secret)
  return { secret, hashSecret: hashSecretOf(kept).reveal(), sealed: vault.seal(kept, placeOf(row)) }
}

/**
 * The secret for hashes of user IDs. It differs from that for tokens: people choose their names, and a hash of a
 * well-chosen name would otherwise be a token for anyone.
 */
export const hashSecretOf = (secret: Secret): Secret =>
  new Secret(
    `wh_${Buffer.from(hkdfSync('sha256', secret.reveal(), '', 'parley widget user hash', BYTES)).toString('base64url')}`,
  )

/** The secrets that identities may be signed with, the newest first. */
export const secretsOf = (vault: Vault, row: WidgetRow): Secret[] =>
  [row.sealed_secret, row.former_secret].flatMap((sealed) =>
    sealed === null ? [] : [vault.open(sealed, placeOf(row))],
  )
