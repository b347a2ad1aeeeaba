import { z } from 'zod'
import { Allowance } from '#contract/shapes/plan.ts'
import { query } from '#kernel/use-case.ts'
import { measureAll } from './measure-all.ts'
import { monthOf } from './month.ts'
import { planOf } from './tenant.ts'
import { requireOwnTenant } from './visible.ts'

/** Shows the plan of the tenant that one is in, and how much of it is used. */
export const readAllowance = query({
  name: 'tenant.read-allowance',
  permission: 'tenant:read',
  input: z.strictObject({}),
  output: Allowance,
  run: async ({ tx, scope }): Promise<Allowance> => ({
    plan: planOf(await requireOwnTenant(tx, scope)),
    used: await measureAll(tx, scope),
    monthEndsAt: monthOf(new Date()).ends.toISOString(),
  }),
})
