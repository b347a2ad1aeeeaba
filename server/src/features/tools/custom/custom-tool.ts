import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import type { Schema } from '#platform/database/schema.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { isListedAddress } from '#platform/http/listed-hosts.ts'
import { isPlainlyPrivate } from '#platform/http/public-address.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableJson } from '#kernel/storable.ts'
import type { Operation } from './openapi/operation.ts'
import { plainSchema, SchemaTooLarge } from './openapi/plain-schema.ts'
import { readInProcess } from './openapi/read-in-process.ts'
import type { ReadOpenApi, Skipped } from './openapi/read-openapi.ts'

export type CustomToolRow = Selectable<Schema['custom_tools']>

const NAME_MAX = 64

export const originOf = ({ name }: Pick<CustomToolRow, 'name'>): string => `http:${name}`
export const listedAs = (row: Pick<CustomToolRow, 'name'>, operation: Pick<Operation, 'name'>): string =>
  `${originOf(row)}:${operation.name}`

/** Its name for models, unique in a tenant: a long name ends with a digest of the whole. */
export function nameForModels(row: Pick<CustomToolRow, 'name'>, operation: Pick<Operation, 'name'>): string {
  const name = `http_${row.name}_${operation.name}`
  const digest = createHash('sha256').update(listedAs(row, operation)).digest('hex').slice(0, 8)
  // Hyphens and underscores of both could meet in one name.
  return `${name.slice(0, NAME_MAX - 9)}_${digest}`
}

/** Changes with whatever a model is told about it, and with its address. */
export const fingerprintOf = (row: CustomToolRow, operation: Operation): string =>
  createHash('sha256')
    .update(JSON.stringify([row.url, operation]))
    .digest('hex')

export const operationsOf = (row: CustomToolRow): readonly Operation[] => row.operations as Operation[]

/** What a tool offers, and what of its document it does not. */
export interface Offered {
  readonly operations: readonly Operation[]
  readonly skipped: readonly Skipped[]
  readonly title: string
}

/**
 * The operations of a document. Reading takes time in another process: never call it in a transaction. Throws Fault
 * `invalid_input`.
 */
export const readDocument = async (document: string, signal: AbortSignal): Promise<Offered> =>
  storableJson(await readInProcess(document, signal)) as ReadOpenApi

/** The operations, from the owner's settings; `read`: those of the document. Throws Fault `invalid_input`. */
export function offeredBy(given: {
  kind: string
  name: string
  description: string
  read: Offered | null
  inputSchema: Record<string, unknown> | null
  isReadOnly: boolean
}): Offered {
  if (given.kind === 'openapi') {
    if (given.read === null) throw missing('document')
    return given.read
  }
  if (given.inputSchema === null) throw missing('inputSchema')
  if (given.description === '') throw missing('description')
  const operation: Operation = {
    name: 'call',
    description: given.description,
    method: 'POST',
    path: '',
    arguments: [],
    body: 'json',
    inputSchema: { ...argumentsIn(given.inputSchema), type: 'object' },
    isReadOnly: given.isReadOnly,
  }
  return { operations: [storableJson(operation) as Operation], skipped: [], title: '' }
}

function argumentsIn(schema: Record<string, unknown>) {
  try {
    return plainSchema(schema, schema)
  } catch (error) {
    if (error instanceof SchemaTooLarge) throw refused('inputSchema', 'this is too large for a model')
    throw error
  }
}

const refused = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])
const missing = (path: string) => refused(path, 'is missing')

/** Throws Fault `invalid_input` for an address that would be refused in any case, so that the error comes early. */
export function refusePrivate(scope: Scope, url: string): void {
  const { privateHosts } = scope.app.settings
  if (isListedAddress(privateHosts, url) || !isPlainlyPrivate(new URL(url).hostname)) return
  throw refused(
    'url',
    'this address is in a private network; the administrator of the server can allow its host and port in PARLEY_PRIVATE_HOSTS',
  )
}

/** A secret can only be decrypted for its own tool, and for the address that it was given for. */
const placeOf = (tenantId: string, id: string, what: string) => `custom_tools/${tenantId}/${id}/${what}`

const sealedIn = (column: string, what: 'secret' | 'auth'): SealedColumn => ({
  table: 'custom_tools',
  column,
  placeOf: ({ tenant_id = '', id = '' }) => placeOf(tenant_id, id, what),
})

export const sealedSecrets = [sealedIn('sealed_secret', 'secret'), sealedIn('sealed_auth', 'auth')]

export const sealSecret = ({ app, tenantId }: Scope, id: string, secret: Secret): string =>
  app.vault.seal(secret, placeOf(tenantId, id, 'secret'))

/** Both or neither. Throws Fault `invalid_input`. */
export function sealAuth({ app, tenantId }: Scope, id: string, header: string | null, value: string | null) {
  if ((header === null) !== (value === null)) throw missing(header === null ? 'authHeader' : 'authValue')
  return {
    auth_header: header,
    sealed_auth: value === null ? null : app.vault.seal(new Secret(value), placeOf(tenantId, id, 'auth')),
  }
}

/** Throws SealBroken. */
export const secretOf = ({ app }: Scope, row: CustomToolRow): Secret =>
  app.vault.open(row.sealed_secret ?? '', placeOf(row.tenant_id, row.id, 'secret'))

/** The header with its credentials. Throws SealBroken. */
export const authOf = ({ app }: Scope, row: CustomToolRow): Record<string, string> =>
  row.auth_header === null || row.sealed_auth === null
    ? {}
    : { [row.auth_header]: app.vault.open(row.sealed_auth, placeOf(row.tenant_id, row.id, 'auth')).reveal() }

export const toCustomTool = (row: CustomToolRow): CustomTool => ({
  id: row.id,
  kind: row.kind as CustomTool['kind'],
  name: row.name,
  description: row.description,
  url: row.url,
  authHeader: row.auth_header,
  operations: operationsOf(row).map((operation) => ({
    name: operation.name,
    listedAs: listedAs(row, operation),
    description: operation.description,
    method: operation.method,
    path: operation.path,
    inputSchema: operation.inputSchema,
    isReadOnly: operation.isReadOnly,
  })),
  skipped: row.skipped as CustomTool['skipped'],
  isSuspended: row.suspended_at !== null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
