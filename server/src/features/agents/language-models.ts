import { z } from 'zod'
import { LanguageModelList } from '#contract/shapes/agent.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'

/** Lists the models that this server can reach. */
export const listLanguageModels = flow({
  name: 'language-model.list',
  permission: 'agent:read',
  input: z.strictObject({}),
  output: LanguageModelList,
  async run({ ports }) {
    const standard = ports.models.find(null)
    return {
      items: ports.models
        .list()
        .map(({ id, provider, price }) => ({ id, provider, isDefault: id === standard.id, price })),
    }
  },
})

/** Throws Fault `invalid_input` for a model that is not configured here. A look-up in memory, not a call. */
export const refuseUnknownModel = (scope: Scope, model: string | null): void =>
  void scope.app.ports.models.find(model)
