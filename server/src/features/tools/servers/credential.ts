import { Secret } from '#platform/crypto/secret.ts'
import { SealBroken } from '#platform/crypto/vault.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import type { Scope } from '#kernel/scope.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'

interface Place {
  serverId: string
  holderId: string
}

/** Credentials for a server can only be decrypted for it and their holder. */
const placeOf = (tenantId: string, { serverId, holderId }: Place) =>
  `tool_server_credentials/${tenantId}/${serverId}/${holderId}`

type Holder = (row: Record<string, string>) => Place

const sealedIn = (table: string, column: string, holder: Holder): SealedColumn => ({
  table,
  column,
  placeOf: (row) => placeOf(row.tenant_id ?? '', holder(row)),
})

export const sealedCredentials = [
  sealedIn('tool_servers', 'sealed_client_secret', ({ id = '' }) => ({ serverId: id, holderId: 'client' })),
  sealedIn('tool_server_credentials', 'sealed', ({ server_id = '', holder_id = '' }) => ({
    serverId: server_id,
    holderId: holder_id,
  })),
  sealedIn('tool_server_sign_ins', 'sealed', ({ server_id = '', id = '' }) => ({
    serverId: server_id,
    holderId: id,
  })),
]

export const seal = ({ app, tenantId }: Scope, place: Place, value: unknown): string =>
  app.vault.seal(new Secret(JSON.stringify(value)), placeOf(tenantId, place))

/** Throws Fault with the reason `seal-broken`. */
export function unseal<T>({ app, tenantId }: Scope, place: Place, sealed: string): T {
  try {
    return JSON.parse(app.vault.open(sealed, placeOf(tenantId, place)).reveal()) as T
  } catch (error) {
    if (error instanceof SealBroken) throw toolServerFault('seal-broken', error)
    throw error
  }
}

export const sealHeaders = (scope: Scope, place: Place, headers: Record<string, string>) => ({
  sealed: seal(scope, place, headers),
  headerNames: Object.keys(headers),
})
