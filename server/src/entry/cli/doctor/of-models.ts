import type { Config } from '#server/config.ts'
import type { Contents } from './of-contents.ts'
import { advice, onlyIf, type Part } from './finding.ts'

/** Which models answer. Tenants may have chosen another default than the environment's. */
export function ofModels(
  { models, embeddings, rerank }: Pick<Config, 'models' | 'embeddings' | 'rerank'>,
  chosen: Contents['defaults'] | null,
): Part {
  const names = models.models.map(({ id }) => id)
  const inForce = new Map<string, number>()
  for (const [model, tenants] of chosen ?? []) {
    const name = model ?? models.defaultModel
    inForce.set(name, (inForce.get(name) ?? 0) + tenants)
  }
  const used = inForce.size === 0 ? [models.defaultModel] : [...inForce.keys()]
  const isOffline = (name: string) => name.startsWith('offline/')
  return {
    facts: {
      models: {
        default: used.length === 1 ? used[0] : inWords(inForce),
        environment: models.defaultModel,
        all: names,
      },
      embeddingModels: embeddings.map(({ id }) => id),
      rerankModel: rerank?.id ?? null,
    },
    findings: onlyIf(
      [...names, ...used].every(isOffline),
      advice(
        'No model is configured: unless one is connected in the console, answers are quotes from documents.',
        'Set OPENAI_API_KEY or another of docs/operate/models.md, or connect a provider in the console.',
      ),
    ),
  }
}

const SHOWN = 5

function inWords(inForce: ReadonlyMap<string, number>): string {
  const sorted = [...inForce].sort(([, one], [, other]) => other - one)
  const shown = sorted
    .slice(0, SHOWN)
    .map(([name, tenants]) => `${name} (${tenants} ${tenants === 1 ? 'tenant' : 'tenants'})`)
  return [...shown, ...(sorted.length > SHOWN ? [`${sorted.length - SHOWN} more`] : [])].join(', ')
}
