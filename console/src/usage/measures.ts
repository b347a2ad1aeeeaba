import type { UsageLine } from '#contract/shapes/usage.ts'

/** What can be plotted. */
export const measures = ['replies', 'tokens', 'cost', 'failures'] as const
export type Measure = (typeof measures)[number]

/** Every currency that anything was paid in. */
export const currenciesOf = (items: readonly UsageLine[]): string[] => [
  ...new Set(items.flatMap(({ costs }) => costs.map(({ currency }) => currency))),
]

export const costIn = ({ costs }: Pick<UsageLine, 'costs'>, currency: string): number =>
  costs.find((cost) => cost.currency === currency)?.amount ?? 0
