import { z } from 'zod'
import { type Limited, type Limits, type Plan, type Used, Quota } from '#contract/shapes/plan.ts'
import { Fault } from '#kernel/fault.ts'
import { memoryOf } from '#kernel/memory.ts'
import type { Scope } from '#kernel/scope.ts'
import { type CommandContext, type QueryContext, query } from '#kernel/use-case.ts'
import type { Reader } from '#platform/database/open.ts'
import { measureUsage, nothing } from './measure-usage.ts'
import { monthOf } from './month.ts'
import { suspended } from './suspended.ts'
import { planOf } from './tenant.ts'
import { requireOwnTenant } from './visible.ts'

const topic = 'tenant-planned'

interface Kept {
  readonly plan: Plan
  readonly isSuspended: boolean
  /** Usage by this process since it was counted. */
  readonly used: Used
}

/** By tenant. */
const memory = memoryOf<Kept>({
  keptMs: 5_000,
  entriesMax: 10_000,
  topic,
  isAbout: (message, tenantId) => message === tenantId,
})

/** Announces after the commit that a tenant's plan changed, or that it was suspended or restored. */
export const forgetQuota = ({ announce, scope }: Pick<CommandContext, 'announce' | 'scope'>): void =>
  announce(topic, scope.tenantId)

/**
 * Checks that the tenant's quota allows this much more, and counts it. Usage is counted again every few seconds, not
 * for each call: with several processes, or just after a month started, slightly more may pass. Throws Fault
 * `limit_reached`.
 */
export async function requireQuota(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  more: Partial<Used>,
): Promise<void> {
  const kept = await recall(tx, scope)
  if (kept.isSuspended) throw suspended()
  const over = firstOver(kept, more)
  if (over) throw new Fault('limit_reached', sentence(over, kept.plan))
  for (const [name, amount] of entriesOf(more)) kept.used[name] += amount
}

/** Whether the quota allows this much more; nothing is counted. */
export const hasQuota = async (
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  more: Partial<Used>,
): Promise<boolean> => firstOver(await recall(tx, scope), more) === undefined

/** What the quota still allows; null if the plan sets no limit. */
export async function quotaLeft(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  name: Limited,
): Promise<number | null> {
  const { plan, used } = await recall(tx, scope)
  const limit = plan.limits[name]
  return limit === null ? null : Math.max(0, limit - used[name])
}

const entriesOf = (amounts: Partial<Used>) => Object.entries(amounts) as [Limited, number][]

/**
 * Usage that is only known afterwards, like tokens, is checked with nothing added: then reaching the limit is too much.
 */
const firstOver = ({ plan, used }: Kept, more: Partial<Used>): Limited | undefined =>
  entriesOf(more).find(([name, amount]) => {
    const limit = plan.limits[name]
    return limit !== null && used[name] + Math.max(amount, 1) > limit
  })?.[0]

async function recall(tx: Reader, scope: Scope): Promise<Kept> {
  const known = memory(scope.app).recall(scope.tenantId)
  if (known) return known
  const keep = memory(scope.app).beginReading()
  const row = await requireOwnTenant(tx, scope)
  const plan = planOf(row)
  const isLimited = Object.values(plan.limits).some((limit) => limit !== null)
  const used = isLimited ? await measureUsage(tx, scope) : nothing()
  const fresh = { plan, used, isSuspended: row.suspended_at !== null }
  keep(scope.tenantId, fresh)
  return fresh
}

const things: Record<keyof Limits, (limit: number) => string> = {
  documents: (limit) => `${limit} documents`,
  storageBytes: (limit) => `${Math.round(limit / 100_000) / 10} MB of storage`,
  messagesPerMonth: (limit) => `${limit} messages a month`,
  tokensPerMonth: (limit) => `${limit} tokens a month`,
}

function sentence(over: Limited, { name, limits }: Plan): string {
  const plan = name === '' ? 'The plan' : `The plan “${name}”`
  const again = over.endsWith('PerMonth') ? ` There is more on ${nextMonth()}.` : ''
  return `${plan} of this organisation allows ${things[over](limits[over] ?? 0)}; this would exceed it.${again}`
}

const nextMonth = () => monthOf(new Date()).ends.toISOString().slice(0, 10)

/** Reads the plan of the caller's tenant with its current usage. */
export const readQuota = query({
  name: 'tenant.read-quota',
  permission: 'tenant:read',
  input: z.strictObject({}),
  output: Quota,
  run: async ({ tx, scope }): Promise<Quota> => ({
    plan: planOf(await requireOwnTenant(tx, scope)),
    used: await measureUsage(tx, scope),
    monthEndsAt: monthOf(new Date()).ends.toISOString(),
  }),
})
