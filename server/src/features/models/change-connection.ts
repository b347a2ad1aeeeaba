import { ChangeConnection, Connection, type ProviderKind } from '#contract/shapes/model.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { placeOfKey } from './access-of.ts'
import { announceModels } from './catalogue.ts'
import { pricedModels } from './chosen-models.ts'
import {
  addressOf,
  type ConnectionRow,
  mayReachPrivate,
  optionsOf,
  refuseIncomplete,
  refusePrivate,
  toConnection,
} from './connection.ts'
import { replaceModels, requireConnection, updateConnection } from './connection-store.ts'
import { endingOf } from './connections.ts'
import { settleDefault } from './default-model.ts'

/** Changes a connection: its settings, models and prices, or suspends or resumes it. */
export const changeConnection = command({
  name: 'connection.change',
  permission: 'model:manage',
  input: ChangeConnection,
  output: Connection,
  async run(context, { connectionId, name, key, models, isSuspended, ...given }) {
    const { tx, scope, emit } = context
    const before = await requireConnection(tx, connectionId)
    const provider = before.provider as ProviderKind
    const baseUrl = given.baseUrl === undefined ? before.base_url : addressOf(provider, given.baseUrl)
    const isMoved = baseUrl !== before.base_url
    if (isMoved) refusePrivate(scope, baseUrl)
    if (isMoved && key === undefined && before.sealed_key !== null) throw keyWanted()

    const held = optionsOf(before)
    const options = {
      apiVersion: given.apiVersion === undefined ? held.apiVersion : given.apiVersion,
      region: given.region === undefined ? held.region : given.region,
      accessKeyId: given.accessKeyId === undefined ? held.accessKeyId : given.accessKeyId,
    }
    const sealed = keyAfter(scope, before, key)
    refuseIncomplete({ provider, baseUrl, hasKey: sealed.sealedKey !== null, ...options })
    await updateConnection(tx, before, {
      name: name ?? before.name,
      baseUrl,
      allowsPrivate: isMoved ? mayReachPrivate(scope) : before.allows_private,
      ...sealed,
      options,
      isSuspended: isSuspended ?? before.suspended_at !== null,
    })
    if (models)
      await replaceModels(tx, scope, connectionId, pricedModels(scope, { provider, baseUrl }, models))
    emit({ type: 'connection.changed', payload: { connectionId, name: name ?? before.name } })
    await settleDefault(context, { before, connectionId, named: models?.map((model) => model.name) })
    announceModels(context)
    return toConnection(await requireConnection(tx, connectionId))
  },
})

/** A key for one address is never sent to another automatically, or whoever sets the address could read it. */
const keyWanted = () => {
  const message = 'enter the key again with the new address'
  return invalidInput(`key: ${message}`, [{ path: 'key', message }])
}

/** The key as it is stored: a new one, none, or the previous one. */
function keyAfter(scope: Scope, before: ConnectionRow, key: string | null | undefined) {
  if (key === undefined) return { sealedKey: before.sealed_key, keyEnding: before.key_ending }
  if (key === null) return { sealedKey: null, keyEnding: null }
  const place = placeOfKey(before.tenant_id, before.id)
  return { sealedKey: scope.app.vault.seal(new Secret(key), place), keyEnding: endingOf(key) }
}
