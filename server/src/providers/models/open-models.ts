import { invalidInput } from '#kernel/fault.ts'
import type { LanguageModels } from '#kernel/model-ports.ts'
import { type Network, openNetwork } from '#platform/http/call.ts'
import type { Log } from '#platform/log/log.ts'
import { adapter } from './adapter.ts'
import type { ModelConfig } from './model-config.ts'
import type { ModelsConfig } from './models-config.ts'
import { quoting } from './offline.ts'
import { RESILIENCE, resilient } from './resilience.ts'

/** Opens the configured models. Nothing is connected to before the first request. */
export function openModels(
  config: ModelsConfig,
  log: Pick<Log, 'warn'>,
  resilience: typeof RESILIENCE = RESILIENCE,
  network: Network = openNetwork,
): LanguageModels {
  const models = config.models.map((model) =>
    resilient(
      adapter(model, network),
      standIns(model, config).map((other) => adapter(other, network)),
      { ...resilience, log },
    ),
  )
  const byId = new Map(models.map((model) => [model.id, model]))
  return {
    list: () => models,
    quoting,
    find(id) {
      const model = byId.get(id ?? config.defaultModel)
      if (!model)
        throw invalidInput('This model is not configured.', [{ path: 'model', message: 'not configured' }])
      return model
    },
  }
}

/** The fallback models of this one, in order, each once even in a circular configuration. */
function standIns(model: ModelConfig, { models }: ModelsConfig): ModelConfig[] {
  const found: ModelConfig[] = []
  let next = models.find(({ id }) => id === model.fallback)
  while (next && next !== model && !found.includes(next)) {
    found.push(next)
    const { fallback } = next
    next = models.find(({ id }) => id === fallback)
  }
  return found
}
