import { sql } from 'kysely'
import type { Price } from '#contract/money.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ConnectionOptions, ConnectionRow, EquippedConnection } from './connection.ts'

/** All connections of the tenant with their models, the oldest first. */
export async function listConnectionRows(tx: Reader): Promise<EquippedConnection[]> {
  const [connections, models] = await Promise.all([
    tx.selectFrom('provider_connections').selectAll().orderBy('created_at').orderBy('id').execute(),
    tx.selectFrom('connected_models').selectAll().orderBy('name').execute(),
  ])
  return connections.map((row) => ({
    ...row,
    models: models.filter((model) => model.connection_id === row.id),
  }))
}

/** The connection, or Fault `not_found`. */
export async function requireConnection(tx: Reader, id: string): Promise<EquippedConnection> {
  const row = (await listConnectionRows(tx)).find((connection) => connection.id === id)
  if (!row) throw notFound('connection')
  return row
}

export interface ConnectionFacts {
  name: string
  baseUrl: string | null
  allowsPrivate: boolean
  sealedKey: string | null
  keyEnding: string | null
  options: ConnectionOptions
  isSuspended: boolean
}

const columnsOf = (facts: ConnectionFacts) => ({
  name: facts.name,
  base_url: facts.baseUrl,
  allows_private: facts.allowsPrivate,
  sealed_key: facts.sealedKey,
  key_ending: facts.keyEnding,
  options: JSON.stringify(facts.options),
  suspended_at: facts.isSuspended ? sql<Date>`now()` : null,
})

const nameTaken = (name: string) => conflict(`A connection named ${name} already exists.`)

/** Stores a connection. Throws Fault `conflict` when its name is taken. */
export async function insertConnection(
  tx: Transaction,
  scope: Scope,
  { id, provider, ...facts }: ConnectionFacts & { id: string; provider: string },
): Promise<void> {
  const made = await tx
    .insertInto('provider_connections')
    .values({ tenant_id: scope.tenantId, id, provider, ...columnsOf(facts) })
    .onConflict((on) => on.columns(['tenant_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw nameTaken(facts.name)
}

/** Stores a changed connection. Throws Fault `conflict` if its name is taken. */
export async function updateConnection(
  tx: Transaction,
  before: ConnectionRow,
  facts: ConnectionFacts,
): Promise<void> {
  const other = await tx
    .selectFrom('provider_connections')
    .select('id')
    .where('name', '=', facts.name)
    .where('id', '!=', before.id)
    .executeTakeFirst()
  if (other) throw nameTaken(facts.name)
  await tx
    .updateTable('provider_connections')
    .set({ ...columnsOf(facts), updated_at: sql<Date>`now()` })
    .where('id', '=', before.id)
    .execute()
}

export const removeConnection = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('provider_connections').where('id', '=', id).execute())

/** Sets which models a connection has. */
export async function replaceModels(
  tx: Transaction,
  scope: Scope,
  connectionId: string,
  models: readonly { name: string; price: Price | null }[],
) {
  await tx.deleteFrom('connected_models').where('connection_id', '=', connectionId).execute()
  if (models.length === 0) return
  await tx
    .insertInto('connected_models')
    .values(
      models.map(({ name, price }) => ({
        tenant_id: scope.tenantId,
        connection_id: connectionId,
        name,
        price: price && JSON.stringify(price),
      })),
    )
    .execute()
}

/** The tenant's default model; null if none was chosen. */
export const readDefaultModel = async (tx: Reader): Promise<string | null> =>
  (await tx.selectFrom('default_models').select('model').executeTakeFirst())?.model ?? null

export async function storeDefaultModel(tx: Transaction, scope: Scope, model: string | null) {
  if (model === null) {
    await tx.deleteFrom('default_models').where('tenant_id', '=', scope.tenantId).execute()
    return
  }
  await tx
    .insertInto('default_models')
    .values({ tenant_id: scope.tenantId, model })
    .onConflict((on) => on.column('tenant_id').doUpdateSet({ model }))
    .execute()
}
