import { SealBroken } from '#platform/crypto/vault.ts'
import { Fault, invalidInput } from '#kernel/fault.ts'
import type { LanguageModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { accessOf } from './access-of.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import { type EquippedConnection, modelIdOf, priceOf } from './connection.ts'
import { listConnectionRows } from './connection-store.ts'

/**
 * The model of that id, or the tenant's default for null: one of its own connections before one of the server's.
 * Throws Fault `upstream_failed` in words for the reader of the failed reply.
 */
export async function findModel(scope: Scope, id: string | null): Promise<LanguageModel> {
  const catalogue = await catalogueOf(scope)
  const wanted = id ?? catalogue.defaultModel
  if (wanted === null) return scope.app.ports.models.find(null)
  const opened = catalogue.opened.get(wanted)
  if (opened) return opened
  const own = ownModel(catalogue.connections, wanted)
  if (own) return open(scope, catalogue, own)
  const ofServer = scope.app.ports.models.list().find((model) => model.id === wanted)
  if (ofServer) return ofServer
  throw new Fault(
    'upstream_failed',
    `The model ${wanted} is not connected any more. Choose another for this agent, or connect its provider again.`,
  )
}

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
    throw new Fault(
      'upstream_failed',
      `The connection ${connection.name} is suspended, so ${id} cannot answer.`,
    )
  try {
    const access = accessOf(scope, connection)
    const made = scope.app.ports.providers.connect(access, { id, name: model.name, price: priceOf(model) })
    opened.set(id, made)
    return made
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    const detail = `The key of the connection ${connection.name} cannot be opened on this server. Give it again.`
    throw new Fault('upstream_failed', detail, { cause: error })
  }
}

/** Whether a connection of the tenant or the server has that model; null is the default, which is always there. */
export const isKnownModel = async (tx: Reader, scope: Scope, id: string | null): Promise<boolean> =>
  id === null ||
  scope.app.ports.models.list().some((model) => model.id === id) ||
  ownModel(await listConnectionRows(tx), id) !== null

/** Throws Fault `invalid_input` for a model that neither a connection of the tenant nor the server has. */
export async function refuseUnknownModel(tx: Reader, scope: Scope, id: string | null): Promise<void> {
  if (await isKnownModel(tx, scope, id)) return
  throw invalidInput('This model is not configured.', [{ path: 'model', message: 'not configured' }])
}
