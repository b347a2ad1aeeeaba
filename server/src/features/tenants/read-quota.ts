import { z } from 'zod'
import { Quota } from '#contract/shapes/plan.ts'
import { query } from '#kernel/use-case.ts'
import { measureUsage } from './measure-usage.ts'
import { monthOf } from './month.ts'
import { planOf } from './tenant.ts'
import { requireOwnTenant } from './visible.ts'

/** Shows the plan of the tenant that one is in, and how much of it is used. */
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
