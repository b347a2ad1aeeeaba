import { z } from 'zod'
import { ConnectionRef, ConnectionTest, TestConnection } from '#contract/shapes/model.ts'
import { SealBroken } from '#platform/crypto/vault.ts'
import type { ModelProviders, ProviderAccess } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import { accessOf } from './access-of.ts'
import { bestModels } from './best-models.ts'
import { requireConnection } from './connection-store.ts'

const TEST_LIMIT_MS = 20_000

const lookUpConnection = query({
  name: 'connection.look-up',
  permission: 'model:manage',
  input: ConnectionRef,
  run: ({ tx }, { connectionId }) => requireConnection(tx, connectionId),
})

/** Tests a connection with its key: fetches the provider's models and, if one is named, asks it for a word. */
export const testConnection = flow({
  name: 'connection.test',
  permission: 'model:manage',
  input: TestConnection,
  output: ConnectionTest,
  async run({ scope, ports }, { connectionId, model }) {
    const row = await lookUpConnection(scope, { connectionId })
    try {
      return await tryAccess(ports.providers, accessOf(scope, row), model, scope)
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      return {
        errorCode: 'seal-broken',
        detail: error.message,
        offered: null,
        suggested: [],
        answeredInMs: null,
      }
    }
  },
})

/** The test of a key: the provider's list of models, and a word of a model. */
export async function tryAccess(
  providers: ModelProviders,
  access: ProviderAccess,
  model: string | undefined,
  scope: Scope,
): Promise<z.output<typeof ConnectionTest>> {
  const signal = AbortSignal.any([scope.signal, AbortSignal.timeout(TEST_LIMIT_MS)])
  const listed = await providers.offered(access, signal)
  const listError = listed !== null && 'errorCode' in listed ? listed : null
  const offered = listError ? null : (listed as string[] | null)
  const found = { offered, suggested: bestModels(access.provider, offered ?? []) }
  if (model === undefined)
    return {
      errorCode: listError?.errorCode ?? null,
      detail: listError?.detail ?? null,
      ...found,
      answeredInMs: null,
    }
  const asked = await providers.ask(access, model, signal)
  if (typeof asked === 'number') return { errorCode: null, detail: null, ...found, answeredInMs: asked }
  // If both the list and the model are not found, the address is wrong.
  const isWrongAddress = asked.errorCode === 'unknown-model' && listError?.errorCode === 'unknown-model'
  return {
    ...asked,
    ...(isWrongAddress && { errorCode: 'not-an-api' as const }),
    ...found,
    answeredInMs: null,
  }
}
