import { z } from 'zod'
import { Tenant } from '#contract/shapes/people.ts'
import { query } from '#kernel/use-case.ts'
import { toTenant } from './tenant.ts'
import { requireOwnTenant } from './visible.ts'

/** Shows the tenant that one is in. */
export const readTenant = query({
  name: 'tenant.read',
  permission: 'profile:read',
  input: z.strictObject({}),
  output: Tenant,
  run: async ({ tx, scope }) => toTenant(await requireOwnTenant(tx, scope)),
})
