import { invalidInput } from '#kernel/fault.ts'
import { Secret } from '#platform/crypto/secret.ts'

/** An embedding model that the server offers to all tenants. */
export interface EmbeddingConfig {
  /** `provider/model` or `provider/model@dimension`. */
  readonly id: string
  /** The part after the provider. */
  readonly name: string
  readonly baseUrl: string
  readonly key: Secret | null
}

const providers: Record<string, { url: string; urlVariable: string; keyVariable: string | null }> = {
  openai: {
    url: 'https://api.openai.com/v1',
    urlVariable: 'OPENAI_BASE_URL',
    keyVariable: 'OPENAI_API_KEY',
  },
  dashscope: {
    url: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    urlVariable: 'DASHSCOPE_BASE_URL',
    keyVariable: 'DASHSCOPE_API_KEY',
  },
  ollama: { url: 'http://127.0.0.1:11434', urlVariable: 'OLLAMA_BASE_URL', keyVariable: null },
}

/** What PARLEY_EMBEDDING_MODELS names, separated by commas. Throws Fault `invalid_input` that names the variable. */
export function embeddingsFrom(env: Readonly<Record<string, string | undefined>>): EmbeddingConfig[] {
  const named = (env.PARLEY_EMBEDDING_MODELS ?? '').split(',').map((id) => id.trim())
  return named
    .filter((id) => id !== '')
    .map((id) => {
      const [, kind = '', name = ''] = /^([a-z]+)\/(\S+)$/.exec(id) ?? []
      const provider = Object.hasOwn(providers, kind) ? providers[kind] : undefined
      if (!provider)
        throw invalidInput(
          `PARLEY_EMBEDDING_MODELS: "${id}" is not of the form openai/text-embedding-3-small`,
        )
      const key = provider.keyVariable === null ? undefined : env[provider.keyVariable]?.trim()
      return {
        id,
        name,
        baseUrl: env[provider.urlVariable]?.trim() || provider.url,
        key: key ? new Secret(key) : null,
      }
    })
}
