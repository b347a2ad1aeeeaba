import { SealBroken } from '#platform/crypto/vault.ts'
import { type Fault, invalidInput } from '#kernel/fault.ts'
import { modelFault } from '#kernel/model-failures.ts'
import type { LanguageModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { accessOf } from './access-of.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import { type EquippedConnection, modelIdOf, priceOf } from './connection.ts'
import { listConnectionRows } from './connection-store.ts'
import { defaultModelOf } from './default-model.ts'
import { tell, watched } from './note-failure.ts'

/**
 * The model with that ID, or with null the tenant's default: its own connections before the server's. Throws Fault
 * `upstream_failed` with a message for the reader of the failed reply. Failures of a model are reported to those who
 * manage models.
 */
export async function findModel(scope: Scope, id: string | null): Promise<LanguageModel> {
  const catalogue = await catalogueOf(scope)
  const wanted = id ?? defaultModelOf(scope, catalogue)
  const own = ownModel(catalogue.connections, wanted)
  try {
    return watched(scope, found(scope, catalogue, wanted, own), own?.connection.id ?? null)
  } catch (error) {
    await tell(scope, { name: wanted, connectionId: own?.connection.id ?? null }, error)
    throw error
  }
}

function found(scope: Scope, catalogue: Catalogue, wanted: string, own: OwnModel | null): LanguageModel {
  const opened = catalogue.opened.get(wanted)
  if (opened) return opened
  if (own) return open(scope, catalogue, own)
  const ofServer = scope.app.ports.models.list().find((model) => model.id === wanted)
  if (ofServer) return ofServer
  throw notConnected(
    `The model ${wanted} is no longer connected. Choose another for this agent, or connect its provider again.`,
  )
}

const notConnected = (detail: string, cause?: unknown): Fault =>
  modelFault('model_not_connected', { detail, cause })

interface OwnModel {
  id: string
  connection: EquippedConnection
  model: EquippedConnection['models'][number]
}

function ownModel(connections: readonly EquippedConnection[], id: string): OwnModel | null {
  for (const connection of connections)
    for (const model of connection.models)
      if (modelIdOf(connection, model) === id) return { id, connection, model }
  return null
}

function open(scope: Scope, { opened }: Catalogue, { id, connection, model }: OwnModel): LanguageModel {
  if (connection.suspended_at)
    throw notConnected(`The connection ${connection.name} is suspended, so ${id} cannot answer.`)
  try {
    const access = accessOf(scope, connection)
    const made = scope.app.ports.providers.connect(access, { id, name: model.name, price: priceOf(model) })
    opened.set(id, made)
    return made
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    const detail = `The key of the connection ${connection.name} cannot be decrypted on this server. Enter it again.`
    throw notConnected(detail, error)
  }
}

/** Whether a connection of the tenant or the server has that model; null is the default, which always exists. */
export const isKnownModel = async (tx: Reader, scope: Scope, id: string | null): Promise<boolean> =>
  id === null ||
  scope.app.ports.models.list().some((model) => model.id === id) ||
  ownModel(await listConnectionRows(tx), id) !== null

/** Throws Fault `invalid_input` for a model that neither a connection of the tenant nor the server has. */
export async function refuseUnknownModel(tx: Reader, scope: Scope, id: string | null): Promise<void> {
  if (await isKnownModel(tx, scope, id)) return
  throw invalidInput('This model is not configured.', [{ path: 'model', message: 'not configured' }])
}
