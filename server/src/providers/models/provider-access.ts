import type { ProviderAccess } from '#kernel/model-ports.ts'
import type { Price } from '#contract/money.ts'
import { Secret } from '#platform/crypto/secret.ts'
import type { ModelConfig } from './model-config.ts'

const LIMITS = { firstByteMs: 60_000, idleMs: 60_000, totalMs: 600_000 }

/** A model of a tenant's own provider in the adapters' form. Nothing is taken from this server's environment. */
export function configFromAccess(
  access: ProviderAccess,
  model: { id: string; name: string; price: Price | null },
): ModelConfig {
  const { provider, key, region, accessKeyId } = access
  return {
    id: model.id,
    provider,
    model: model.name,
    baseUrl: access.baseUrl?.replace(/(?<!\/)\/+$/, '') ?? null,
    apiKey: provider === 'bedrock' ? null : key,
    apiVersion: access.apiVersion,
    aws:
      provider === 'bedrock'
        ? {
            region: region ?? '',
            accessKeyId: accessKeyId ?? '',
            secretAccessKey: key ?? new Secret(''),
            sessionToken: null,
          }
        : null,
    headers: {},
    extraBody: {},
    fallback: null,
    maxOutputTokens: null,
    price: model.price,
    sees: null,
    limits: LIMITS,
  }
}
