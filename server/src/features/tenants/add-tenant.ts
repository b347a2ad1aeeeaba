import { step } from '#kernel/step.ts'
import { Plan } from '#contract/shapes/plan.ts'
import { conflict } from '#kernel/fault.ts'
import { startingContentJob } from './job-kinds.ts'
import { insertTenant } from './store.ts'
import { toRunTenant } from './tenant.ts'

/** Stores a tenant whose ID the scope already carries, from inside it, and queues its starting content. */
export const addTenant = step(
  async (
    { tx, scope, emit, enqueue },
    {
      slug,
      name,
      description = '',
      plan,
    }: { slug: string; name: string; description?: string | undefined; plan?: Plan | undefined },
  ) => {
    const row = await insertTenant(tx, { id: scope.tenantId, slug, name, description, plan })
    if (!row) throw conflict('This slug is already in use.')
    emit({ type: 'tenant.created', payload: { tenantId: row.tenant_id, name: row.name } })
    enqueue(startingContentJob, {})
    return toRunTenant(row)
  },
)
