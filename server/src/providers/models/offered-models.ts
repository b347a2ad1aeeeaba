import { z } from 'zod'
import { isForTalking } from '#kernel/model-names.ts'
import type { ProviderAccess } from '#kernel/model-ports.ts'
import { limitedFetch } from './limited-fetch.ts'
import { openAiEndpoint } from './openai-endpoint.ts'
import { configFromAccess } from './provider-access.ts'
import { kindOfStatus, ProviderFailure } from './provider-failure.ts'

const OpenAiList = z.object({ data: z.array(z.object({ id: z.string() })) })
const GoogleList = z.object({
  models: z.array(
    z.object({ name: z.string(), supportedGenerationMethods: z.array(z.string()).default([]) }),
  ),
})

/**
 * The names of a provider's models; null if it has no list that a key alone can read. Throws ProviderFailure, or what
 * `send` throws.
 */
export async function offeredModels(
  access: ProviderAccess,
  signal: AbortSignal,
  send: typeof fetch,
): Promise<string[] | null> {
  const request = listRequest(access)
  if (!request) return null
  const response = await limitedFetch(send)(request.url, {
    headers: { accept: 'application/json', 'accept-encoding': 'identity', ...request.headers },
    signal,
  })
  const text = await response.text()
  if (!response.ok)
    throw new ProviderFailure(kindOfStatus(response.status, text), { status: response.status })
  return [...new Set(request.read(parsed(text)))].filter(isForTalking).sort()
}

interface ListRequest {
  url: string
  headers: Record<string, string>
  /** Throws if it is not a list of models. */
  read(body: unknown): string[]
}

const readOpenAi = (body: unknown): string[] => OpenAiList.parse(body).data.map(({ id }) => id)

function listRequest(access: ProviderAccess): ListRequest | null {
  const key = access.key?.reveal() ?? ''
  const root = access.baseUrl?.replace(/(?<!\/)\/+$/, '')
  switch (access.provider) {
    // Azure lists what could be deployed rather than what is; Bedrock needs another service with its own permission.
    case 'azure':
    case 'bedrock':
      return null
    case 'anthropic': {
      const base = root ?? 'https://api.anthropic.com'
      const url = `${base.endsWith('/v1') ? base : `${base}/v1`}/models?limit=1000`
      return { url, headers: { 'anthropic-version': '2023-06-01', 'x-api-key': key }, read: readOpenAi }
    }
    case 'google':
      return {
        url: `${root ?? 'https://generativelanguage.googleapis.com/v1beta'}/models?pageSize=1000`,
        headers: { 'x-goog-api-key': key },
        read: (body) =>
          GoogleList.parse(body)
            .models.filter(({ supportedGenerationMethods: methods }) => methods.includes('generateContent'))
            .map(({ name }) => name.replace(/^models\//, '')),
      }
    case 'mistral':
      return {
        url: `${root ?? 'https://api.mistral.ai/v1'}/models`,
        headers: { authorization: `Bearer ${key}` },
        read: readOpenAi,
      }
    default: {
      const { url, headers } = openAiEndpoint(configFromAccess(access, { id: '', name: '', price: null }))
      return { url: url.replace(/\/chat\/completions$/, '/models'), headers, read: readOpenAi }
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProviderFailure('unreadable', { status: 'not JSON' })
  }
}
