import { Secret } from '#platform/crypto/secret.ts'
import { SealBroken } from '#platform/crypto/vault.ts'
import type { Scope } from '#kernel/scope.ts'
import { troubled } from '#kernel/tool-trouble.ts'

interface Place {
  serverId: string
  holderId: string
}

/** What is kept for a server opens there and for its holder alone. */
const placeOf = (tenantId: string, { serverId, holderId }: Place) =>
  `tool_server_credentials/${tenantId}/${serverId}/${holderId}`

export const seal = ({ app, tenantId }: Scope, place: Place, value: unknown): string =>
  app.vault.seal(new Secret(JSON.stringify(value)), placeOf(tenantId, place))

/** Throws Fault with the reason `seal-broken`. */
export function unseal<T>({ app, tenantId }: Scope, place: Place, sealed: string): T {
  try {
    return JSON.parse(app.vault.open(sealed, placeOf(tenantId, place)).reveal()) as T
  } catch (error) {
    if (error instanceof SealBroken) throw troubled('seal-broken', error)
    throw error
  }
}

export const sealHeaders = (scope: Scope, place: Place, headers: Record<string, string>) => ({
  sealed: seal(scope, place, headers),
  headerNames: Object.keys(headers),
})
