import type { Limited, Used } from '#contract/shapes/plan.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { monthOf } from './month.ts'

export const nothing = (): Used => ({ documents: 0, storageBytes: 0, messagesPerMonth: 0, tokensPerMonth: 0 })

/** The tenant's usage of everything that a plan can limit, counted from what is stored. */
export async function measureUsage(tx: Reader, scope: Scope): Promise<Used> {
  const { begins } = monthOf(new Date())
  const used = nothing()
  for (const measure of scope.app.usageCounters)
    for (const [name, amount] of Object.entries(await measure(tx, begins))) used[name as Limited] += amount
  return used
}
