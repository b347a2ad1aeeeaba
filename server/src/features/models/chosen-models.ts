import type { Price } from '#contract/money.ts'
import type { ProviderKind } from '#contract/shapes/model.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

interface Chosen {
  name: string
  price?: Price | null | undefined
}

/** The models as they are stored: without duplicates, with the known price if none was given. */
export function pricedModels(
  scope: Scope,
  access: { provider: ProviderKind; baseUrl: string | null },
  chosen: readonly Chosen[],
): { name: string; price: Price | null }[] {
  const names = chosen.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) {
    const message = `${twice} is named twice`
    throw invalidInput(`models: ${message}`, [{ path: 'models', message }])
  }
  const { providers } = scope.app.ports
  return chosen.map(({ name, price }) => ({
    name,
    price: price === undefined ? providers.knownPrice(access, name) : price,
  }))
}
