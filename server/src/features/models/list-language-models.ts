import { z } from 'zod'
import { LanguageModelList } from '#contract/shapes/agent.ts'
import { query } from '#kernel/use-case.ts'
import { modelIdOf, priceOf } from './connection.ts'
import { listConnectionRows, readDefaultModel } from './connection-store.ts'
import { defaultModelOf } from './default-model.ts'

/** Lists the models that agents may pick: those of the tenant's connections, then those of the server. */
export const listLanguageModels = query({
  name: 'language-model.list',
  permission: 'agent:read',
  input: z.strictObject({}),
  output: LanguageModelList,
  async run({ tx, scope }) {
    const { models } = scope.app.ports
    const [connections, chosen] = await Promise.all([listConnectionRows(tx), readDefaultModel(tx)])
    const own = connections
      .filter(({ suspended_at: suspendedAt }) => suspendedAt === null)
      .flatMap((connection) =>
        connection.models.map((model) => ({
          id: modelIdOf(connection, model),
          provider: connection.provider,
          connectionId: connection.id,
          price: priceOf(model),
        })),
      )
    const taken = new Set(own.map(({ id }) => id))
    const ofServer = models
      .list()
      .filter(({ id }) => !taken.has(id))
      .map(({ id, provider, price }) => ({ id, provider, connectionId: null, price }))
    const standard = defaultModelOf(scope, { connections, defaultModel: chosen })
    return { items: [...own, ...ofServer].map((model) => ({ ...model, isDefault: model.id === standard })) }
  },
})
