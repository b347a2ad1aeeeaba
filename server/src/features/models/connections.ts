import { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import { ConnectionList, Connection, CreateConnection, ConnectionRef } from '#contract/shapes/model.ts'
import { query, command } from '#kernel/use-case.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { toConnection, addressOf, mayReachPrivate, refuseIncomplete, refusePrivate } from './connection.ts'
import {
  listConnectionRows,
  insertConnection,
  replaceModels,
  requireConnection,
  removeConnection,
} from './connection-store.ts'
import { placeOfKey } from './access-of.ts'
import { announceModels } from './catalogue.ts'
import { pricedModels } from './chosen-models.ts'
import { settleDefault } from './default-model.ts'

/** Lists the tenant's connections to model providers, without their keys. */
export const listConnections = query({
  name: 'connection.list',
  permission: 'model:manage',
  input: z.strictObject({}),
  output: ConnectionList,
  run: async ({ tx }) => ({ items: (await listConnectionRows(tx)).map(toConnection) }),
})

/**
 * Connects a model provider with the tenant's key; its models can be chosen at once, and the first one becomes the
 * default if there is none.
 */
export const createConnection = command({
  name: 'connection.create',
  permission: 'model:manage',
  input: CreateConnection,
  output: Connection,
  async run(context, { provider, name = provider, key, models, ...given }) {
    const { tx, scope, emit } = context
    const baseUrl = addressOf(provider, given.baseUrl)
    const options = { apiVersion: given.apiVersion, region: given.region, accessKeyId: given.accessKeyId }
    refuseIncomplete({ provider, baseUrl, hasKey: key !== null, ...options })
    refusePrivate(scope, baseUrl)
    const priced = pricedModels(scope, { provider, baseUrl: given.baseUrl }, models)

    const id = uuidv7()
    await insertConnection(tx, scope, {
      id,
      provider,
      name,
      baseUrl,
      allowsPrivate: mayReachPrivate(scope),
      sealedKey: key && scope.app.vault.seal(new Secret(key), placeOfKey(scope.tenantId, id)),
      keyEnding: key && endingOf(key),
      options,
      isSuspended: false,
    })
    await replaceModels(tx, scope, id, priced)
    emit({ type: 'connection.created', payload: { connectionId: id, name } })
    await settleDefault(context, { before: null, connectionId: id, named: models.map((model) => model.name) })
    announceModels(context)
    return toConnection(await requireConnection(tx, id))
  },
})

/** Of a short key even four characters would be much. */
export const endingOf = (key: string): string => (key.length >= 12 ? key.slice(-4) : '')

/** Deletes a connection with its key. Agents with its models report that until they get another model. */
export const deleteConnection = command({
  name: 'connection.delete',
  permission: 'model:manage',
  input: ConnectionRef,
  output: z.null(),
  async run(context, { connectionId }) {
    const { tx, emit } = context
    const row = await requireConnection(tx, connectionId)
    await removeConnection(tx, connectionId)
    await settleDefault(context, { before: row, connectionId })
    emit({ type: 'connection.deleted', payload: { connectionId, name: row.name } })
    announceModels(context)
    return null
  },
})
