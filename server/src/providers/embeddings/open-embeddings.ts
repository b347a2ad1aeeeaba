import type { EmbeddingModels } from '#kernel/model-ports.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import type { Log } from '#platform/log/log.ts'
import { breaking } from '../breaker.ts'
import { embeddingEndpoint } from './embedding-endpoint.ts'
import type { EmbeddingConfig } from './embeddings-config.ts'

export const BREAKER = { failuresMax: 3, pauseMs: 15_000 }

const addresses: Record<string, string> = {
  openai: 'https://api.openai.com/v1',
  mistral: 'https://api.mistral.ai/v1',
  dashscope: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  ollama: 'http://127.0.0.1:11434',
}

/** The server's own embedding models, and those that tenants name; their addresses are reached through `guarded`. */
export function openEmbeddings(
  configs: readonly EmbeddingConfig[],
  log: Pick<Log, 'warn'>,
  guarded: HttpCall,
  { pauseMs } = BREAKER,
  open: HttpCall = openNetwork.call,
): EmbeddingModels {
  const options = { ...BREAKER, pauseMs, log }
  const own = configs.map((config) =>
    breaking(embeddingEndpoint({ ...config, isOllama: config.id.startsWith('ollama/') }, open), options),
  )
  return {
    list: () => own.map(({ id }) => id),
    find: (id) => own.find((model) => model.id === id) ?? null,
    connect({ provider, baseUrl, key, allowsPrivate }, { id, name, price }) {
      const address = baseUrl ?? addresses[provider]
      if (address === undefined) return null
      const endpoint = { id, name, baseUrl: address, key, price, isOllama: provider === 'ollama' }
      return breaking(embeddingEndpoint(endpoint, allowsPrivate ? open : guarded), options)
    },
  }
}
