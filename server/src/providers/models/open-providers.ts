import type { ModelProviders, ModelRequest, ProviderAccess } from '#kernel/model-ports.ts'
import { type Network, openNetwork } from '#platform/http/call.ts'
import type { Log } from '#platform/log/log.ts'
import { adapter } from './adapter.ts'
import { knownPrice } from './known-prices.ts'
import { offeredModels } from './offered-models.ts'
import { configFromAccess } from './provider-access.ts'
import { connectionErrorOf } from './connection-error.ts'
import { RESILIENCE, resilient } from './resilience.ts'

/**
 * Providers that tenants name. Whatever address they give is reached through `guarded`, unless they may reach private
 * networks.
 */
export function openProviders(
  log: Pick<Log, 'warn'>,
  guarded: Network,
  resilience: typeof RESILIENCE = RESILIENCE,
  open: Network = openNetwork,
): ModelProviders {
  const networkOf = ({ allowsPrivate }: ProviderAccess) => (allowsPrivate ? open : guarded)
  return {
    connect: (access, model) =>
      resilient(adapter(configFromAccess(access, model), networkOf(access)), [], { ...resilience, log }),
    async offered(access, signal) {
      try {
        return await offeredModels(access, signal, networkOf(access).fetch)
      } catch (error) {
        return connectionErrorOf(error, signal)
      }
    },
    async ask(access, name, signal) {
      const model = adapter(configFromAccess(access, { id: name, name, price: null }), networkOf(access))
      const begunAt = performance.now()
      try {
        for await (const part of model.stream(tinyRequest(signal))) if (part.type === 'finish') break
        return Math.round(performance.now() - begunAt)
      } catch (error) {
        return connectionErrorOf(error, signal)
      }
    },
    knownPrice: ({ provider, baseUrl }, model) => knownPrice(provider, model, baseUrl),
  }
}

/** The cheapest thing to ask. Not one token: some models think first, and some servers refuse so small a limit. */
const tinyRequest = (signal: AbortSignal): ModelRequest => ({
  instructions: '',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Say OK.' }] }],
  passages: [],
  tools: [],
  temperature: null,
  maxOutputTokens: 32,
  signal,
})
