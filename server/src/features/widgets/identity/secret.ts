import { randomBytes } from 'node:crypto'
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

/** A new secret, and how it is stored. */
export function newSecret(vault: Vault, row: Pick<WidgetRow, 'tenant_id' | 'id'>) {
  const secret = `ws_${randomBytes(BYTES).toString('base64url')}`
  return { secret, sealed: vault.seal(new Secret(secret), placeOf(row)) }
}

/** The secrets that identities may be signed with, the newest first. */
export const secretsOf = (vault: Vault, row: WidgetRow): Secret[] =>
  [row.sealed_secret, row.former_secret].flatMap((sealed) =>
    sealed === null ? [] : [vault.open(sealed, placeOf(row))],
  )
