import { ConnectionTest, TryConnection } from '#contract/shapes/model.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { flow } from '#kernel/use-case.ts'
import { addressOf, isAllowedToAll, mayReachPrivate, refuseIncomplete, refusePrivate } from './connection.ts'
import { tryAccess } from './test-connection.ts'

/** Tests a connection before it is stored. */
export const tryConnection = flow({
  name: 'connection.try',
  permission: 'model:manage',
  input: TryConnection,
  output: ConnectionTest,
  async run({ scope, ports }, { provider, key, model, ...given }) {
    const baseUrl = addressOf(provider, given.baseUrl)
    const options = { apiVersion: given.apiVersion, region: given.region, accessKeyId: given.accessKeyId }
    refuseIncomplete({ provider, baseUrl, hasKey: key !== null, ...options })
    refusePrivate(scope, baseUrl)
    const access = {
      provider,
      baseUrl,
      allowsPrivate: mayReachPrivate(scope) || isAllowedToAll(scope, baseUrl),
      key: key === null ? null : new Secret(key),
      ...options,
    }
    return tryAccess(ports.providers, access, model, scope)
  },
})
