import type { Used } from '#contract/shapes/plan.ts'
import type { Reader } from '#platform/database/open.ts'

/**
 * Counts how much of a plan’s limits a feature’s rows use, inside a tenant: at this moment, and for monthly limits since
 * `monthBegan`. Each feature counts its own rows; the amounts are added up.
 */
export type UsageCounter = (tx: Reader, monthBegan: Date) => Promise<Partial<Used>>
