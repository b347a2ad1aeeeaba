import type { Used } from '#contract/shapes/plan.ts'
import type { Reader } from '#platform/database/open.ts'

/**
 * What of a plan's limits a feature's rows use up, counted inside a tenant: at this moment, and for what is limited by
 * the month since `monthBegan`. Features count what is theirs; the amounts are added up.
 */
export type Meter = (tx: Reader, monthBegan: Date) => Promise<Partial<Used>>
