import type { Selectable } from 'kysely'
import type { Price } from '#contract/money.ts'
import type { Connection, ProviderKind } from '#contract/shapes/model.ts'
import type { Schema } from '#platform/database/schema.ts'
import { isListedAddress } from '#platform/http/listed-hosts.ts'
import { isPlainlyPrivate } from '#platform/http/public-address.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type ConnectionRow = Selectable<Schema['provider_connections']>
export type ConnectedModelRow = Selectable<Schema['connected_models']>

/** A connection and the models that agents may pick there. */
export interface EquippedConnection extends ConnectionRow {
  models: ConnectedModelRow[]
}

/** Settings that only some providers need. */
export interface ConnectionOptions {
  apiVersion: string | null
  region: string | null
  accessKeyId: string | null
}

export const optionsOf = (row: Pick<ConnectionRow, 'options'>): ConnectionOptions => ({
  apiVersion: null,
  region: null,
  accessKeyId: null,
  ...(row.options as Partial<ConnectionOptions>),
})

export const priceOf = (row: Pick<ConnectedModelRow, 'price'>): Price | null => row.price as Price | null

export const modelIdOf = (connection: Pick<ConnectionRow, 'name'>, model: { name: string }): string =>
  `${connection.name}/${model.name}`

export const toConnection = (row: EquippedConnection): Connection => ({
  id: row.id,
  name: row.name,
  provider: row.provider as ProviderKind,
  baseUrl: row.base_url,
  keyEnding: row.key_ending,
  ...optionsOf(row),
  isSuspended: row.suspended_at !== null,
  models: row.models.map((model) => ({
    id: modelIdOf(row, model),
    name: model.name,
    price: priceOf(model),
  })),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

interface Draft extends ConnectionOptions {
  provider: ProviderKind
  baseUrl: string | null
  hasKey: boolean
}

/** These often run on private servers, which need no key. */
const KEYLESS: readonly ProviderKind[] = ['ollama', 'openai-compatible']
const NEEDS_ADDRESS: readonly ProviderKind[] = ['azure', 'openai-compatible']

/** Throws Fault `invalid_input` naming what is missing for that kind of provider. */
export function refuseIncomplete({ provider, baseUrl, hasKey, region, accessKeyId }: Draft): void {
  const refuse = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])
  if (baseUrl === null && NEEDS_ADDRESS.includes(provider))
    throw refuse('baseUrl', 'this kind of provider needs the address of its server')
  if (!hasKey && !KEYLESS.includes(provider)) throw refuse('key', 'this kind of provider needs a key')
  if (provider === 'bedrock' && region === null) throw refuse('region', 'Bedrock needs a region')
  if (provider === 'bedrock' && accessKeyId === null)
    throw refuse('accessKeyId', 'Bedrock needs the id of the access key')
}

/** The default address of Ollama: this machine. */
const OLLAMA = 'http://127.0.0.1:11434'

export const addressOf = (provider: ProviderKind, baseUrl: string | null): string | null =>
  (baseUrl ?? (provider === 'ollama' ? OLLAMA : null))?.replace(/(?<!\/)\/+$/, '') ?? null

/** Whether this actor may point a connection to any private network. */
export const mayReachPrivate = (scope: Scope): boolean => scope.actor.permissions.has('platform:manage')

/** Whether the operator allows everybody to use that address. */
export const isAllowedToAll = (scope: Scope, baseUrl: string | null): boolean => {
  const { privateHosts } = scope.app.settings
  return privateHosts.includes('*') || (baseUrl !== null && isListedAddress(privateHosts, baseUrl))
}

/** Throws Fault `invalid_input` for an address that would be refused in any case, so that the error comes early. */
export function refusePrivate(scope: Scope, baseUrl: string | null): void {
  if (baseUrl === null || mayReachPrivate(scope) || isAllowedToAll(scope, baseUrl)) return
  if (!isPlainlyPrivate(new URL(baseUrl).hostname)) return
  const message =
    'this address is in a private network; a platform admin can connect it, or allow its host and port in PARLEY_PRIVATE_HOSTS'
  throw invalidInput(`baseUrl: ${message}`, [{ path: 'baseUrl', message }])
}
