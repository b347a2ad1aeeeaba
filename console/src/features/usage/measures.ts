import type { UsageLine } from '#contract/shapes/usage.ts'

/** What can be plotted. */
export const measures = ['replies', 'searches', 'tokens', 'cost', 'failures'] as const
export type Measure = (typeof measures)[number]

/** Every currency that anything was paid in. */
export const currenciesOf = (items: readonly UsageLine[]): string[] => [
  ...new Set(items.flatMap(({ costs }) => costs.map(({ currency }) => currency))),
]

export const costIn = ({ costs }: Pick<UsageLine, 'costs'>, currency: string): number =>
  costs.find((cost) => cost.currency === currency)?.amount ?? 0

/** Whether anything was used at all: what was read for a knowledge base answers nobody. */
export const isUsed = ({ replies, searches, inputTokens, costs }: Omit<UsageLine, 'key' | 'name'>): boolean =>
  replies > 0 || searches > 0 || inputTokens > 0 || costs.length > 0
