import { z } from 'zod'
import { Tenant } from '#contract/shapes/people.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { insertTenant } from './store.ts'
import { toTenant } from './tenant.ts'

/** Stores the tenant whose id the scope carries already: it is made from inside. */
export const addTenant = command({
  name: 'tenant.add',
  permission: 'internal',
  input: z.strictObject({ slug: z.string(), name: z.string() }),
  output: Tenant,
  async run({ tx, scope, emit }, { slug, name }) {
    const row = await insertTenant(tx, { id: scope.tenantId, slug, name })
    if (!row) throw conflict('Another tenant has this slug.')
    emit({ type: 'tenant.created', payload: { tenantId: row.tenant_id } })
    return toTenant(row)
  },
})
