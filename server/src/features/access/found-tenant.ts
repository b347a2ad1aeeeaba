import type { Plan } from '#contract/shapes/plan.ts'
import { addMember } from '#features/people/index.ts'
import { addTenant } from '#features/tenants/index.ts'
import { step } from '#kernel/step.ts'

interface Founding {
  readonly name: string
  readonly slug: string
  readonly description?: string | undefined
  readonly plan?: Plan | undefined
  readonly owner: {
    readonly id: string
    readonly email: string
    readonly name: string
    readonly passwordHash: string
  } | null
}

/** Stores a new tenant together with its first owner. */
export const foundTenant = step(async (context, { owner, ...facts }: Founding) => {
  const tenant = await addTenant.within(context, facts)
  if (owner) await addMember.within(context, { ...owner, role: 'owner' })
  return tenant
})
