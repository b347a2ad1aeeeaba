import type { ProviderKind } from '#contract/shapes/model.ts'
import type { ProviderAccess } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import { type ConnectionRow, isAllowedToAll, optionsOf } from './connection.ts'

/** A key can only be decrypted for its own connection. */
export const placeOfKey = (tenantId: string, connectionId: string): string =>
  `provider_connections/${tenantId}/${connectionId}`

export const sealedKeys: SealedColumn = {
  table: 'provider_connections',
  column: 'sealed_key',
  placeOf: ({ tenant_id: tenantId = '', id = '' }) => placeOfKey(tenantId, id),
}

/** How to reach the provider of a connection, its key opened. Throws SealBroken. */
export const accessOf = (scope: Scope, row: ConnectionRow): ProviderAccess => ({
  provider: row.provider as ProviderKind,
  baseUrl: row.base_url,
  allowsPrivate: row.allows_private || isAllowedToAll(scope, row.base_url),
  key:
    row.sealed_key === null ? null : scope.app.vault.open(row.sealed_key, placeOfKey(row.tenant_id, row.id)),
  ...optionsOf(row),
})
