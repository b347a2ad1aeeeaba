import { isForTalking } from '#kernel/model-names.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { bestModels } from './best-models.ts'
import type { Catalogue } from './catalogue.ts'
import { type EquippedConnection, modelIdOf } from './connection.ts'
import { listConnectionRows, readDefaultModel, storeDefaultModel } from './connection-store.ts'

/**
 * The ID of the default model: the tenant's choice, otherwise the server's. If the server has no language model, the
 * first one that the tenant connected.
 */
export function defaultModelOf(
  { app }: Scope,
  { connections, defaultModel }: Pick<Catalogue, 'connections' | 'defaultModel'>,
): string {
  if (defaultModel !== null) return defaultModel
  const ofServer = app.ports.models.find(null)
  const connected = ofServer.provider === 'offline' ? firstConnected(connections) : null
  return connected ?? ofServer.id
}

/** A change of one connection. */
interface ConnectionChange {
  /** Null for a new one. */
  readonly before: EquippedConnection | null
  readonly connectionId: string
  /** Its models in the order in which they were named. */
  readonly named?: readonly string[] | undefined
}

/**
 * Updates the default model after a change of a connection, in the same transaction: the first connected model becomes
 * it if none was chosen, a renamed one stays it, and a removed one is replaced by another connected model.
 */
export async function settleDefault(
  { tx, scope, emit }: CommandContext,
  { before, connectionId, named = [] }: ConnectionChange,
): Promise<void> {
  const [chosen, rows] = await Promise.all([readDefaultModel(tx), listConnectionRows(tx)])
  const others = rows.filter(({ id }) => id !== connectionId)
  const now = rows.find(({ id }) => id === connectionId)
  const isFirst = ![...others, ...(before ? [before] : [])].some(({ models }) => models.some(speaks))
  const next =
    chosen === null
      ? isFirst
        ? ownModel(now, named)
        : null
      : (heirOf(chosen, before, now) ?? ownModel(now, named) ?? firstConnected(others))
  if (next === chosen) return
  await storeDefaultModel(tx, scope, next)
  emit({ type: 'default-model.changed', payload: { model: next } })
}

/** The chosen model under its new name; null if it was removed. */
function heirOf(chosen: string, before: EquippedConnection | null, now: EquippedConnection | undefined) {
  const model = before?.models.find((one) => modelIdOf(before, one) === chosen)
  if (!model) return chosen
  return now?.models.some(({ name }) => name === model.name) ? modelIdOf(now, model) : null
}

const speaks = ({ name }: { name: string }): boolean => isForTalking(name)

/** The first of the connection's given models, otherwise its best. */
function ownModel(connection: EquippedConnection | undefined, named: readonly string[] = []): string | null {
  if (!connection || connection.suspended_at !== null) return null
  const names = connection.models.map(({ name }) => name)
  const name = named.find((one) => names.includes(one) && isForTalking(one))
  const best = name ?? bestModels(connection.provider, names)[0]
  return best === undefined ? null : modelIdOf(connection, { name: best })
}

function firstConnected(connections: readonly EquippedConnection[]): string | null {
  for (const connection of connections) {
    const id = ownModel(connection)
    if (id !== null) return id
  }
  return null
}
