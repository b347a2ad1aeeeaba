import { z } from 'zod'
import { RunTenant } from '#contract/shapes/people.ts'
import { Plan } from '#contract/shapes/plan.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { startingContentJob } from './starting-content-job.ts'
import { insertTenant } from './store.ts'
import { toRunTenant } from './tenant.ts'

/** Stores the tenant whose id the scope carries already, from inside, and asks for what it needs to begin. */
export const addTenant = command({
  name: 'tenant.add',
  permission: 'internal',
  input: z.strictObject({
    slug: z.string(),
    name: z.string(),
    description: z.string().optional(),
    plan: Plan.optional(),
  }),
  output: RunTenant,
  async run({ tx, scope, emit, enqueue }, { slug, name, description = '', plan }) {
    const row = await insertTenant(tx, { id: scope.tenantId, slug, name, description, plan })
    if (!row) throw conflict('This slug is already in use.')
    emit({ type: 'tenant.created', payload: { tenantId: row.tenant_id, name: row.name } })
    enqueue(startingContentJob, {})
    return toRunTenant(row)
  },
})
