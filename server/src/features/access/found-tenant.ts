import { z } from 'zod'
import { RunTenant } from '#contract/shapes/people.ts'
import { Plan } from '#contract/shapes/plan.ts'
import { addMember } from '#features/people/index.ts'
import { addTenant } from '#features/tenants/index.ts'
import { command } from '#kernel/use-case.ts'

const FirstOwner = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  passwordHash: z.string(),
})

/** Stores a new tenant together with its first owner, from inside. */
export const foundTenant = command({
  name: 'tenant.found',
  permission: 'internal',
  input: z.strictObject({
    name: z.string(),
    slug: z.string(),
    description: z.string().optional(),
    plan: Plan.optional(),
    owner: FirstOwner.nullable(),
  }),
  output: RunTenant,
  async run(context, { owner, ...facts }) {
    const tenant = await addTenant.within(context, facts)
    if (owner) await addMember.within(context, { ...owner, role: 'owner' })
    return tenant
  },
})
