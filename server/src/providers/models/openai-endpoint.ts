import type { ModelConfig } from './model-config.ts'

export interface OpenAiEndpoint {
  url: string
  headers: Record<string, string>
  maxTokensField: 'max_tokens' | 'max_completion_tokens'
}

const DEFAULT_BASE_URLS: Partial<Record<ModelConfig['provider'], string>> = {
  openai: 'https://api.openai.com/v1',
  dashscope: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  ollama: 'http://127.0.0.1:11434/v1',
}

/** The chat completions URL of this model, and its headers. Reveals the key: use and discard. */
export function openAiEndpoint(config: ModelConfig): OpenAiEndpoint {
  const headers = Object.fromEntries(
    Object.entries(config.headers).map(([name, value]) => [name, value.reveal()]),
  )
  const key = config.apiKey?.reveal()
  if (config.provider === 'azure') {
    return {
      url: azureUrl(config),
      headers: { ...(key !== undefined && { 'api-key': key }), ...headers },
      maxTokensField: 'max_completion_tokens',
    }
  }
  const baseUrl = config.baseUrl ?? DEFAULT_BASE_URLS[config.provider] ?? ''
  const root = config.provider === 'ollama' && !baseUrl.endsWith('/v1') ? `${baseUrl}/v1` : baseUrl
  return {
    url: `${root}/chat/completions`,
    headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...headers },
    // OpenAI's reasoning models only accept the new name, most other servers only the old one.
    maxTokensField: new URL(root).hostname.endsWith('openai.com') ? 'max_completion_tokens' : 'max_tokens',
  }
}

/**
 * A dated API version belongs to a deployment's own URL; the versionless API takes the deployment as model.
 */
function azureUrl({ baseUrl, model, apiVersion }: ModelConfig): string {
  const endpoint = (baseUrl ?? '').replace(/\/openai(?:\/v1)?$/, '')
  if (apiVersion === null || !/^\d{4}-/.test(apiVersion)) {
    return `${endpoint}/openai/v1/chat/completions?api-version=${encodeURIComponent(apiVersion ?? 'v1')}`
  }
  const deployment = encodeURIComponent(model)
  return `${endpoint}/openai/deployments/${deployment}/chat/completions?api-version=${encodeURIComponent(apiVersion)}`
}
