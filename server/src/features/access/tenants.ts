import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { ListTenants, TenantPage, CreateTenant, RunTenant, TenantRef } from '#contract/shapes/people.ts'
import type { Plan } from '#contract/shapes/plan.ts'
import {
  listTenantRows,
  toRunTenant,
  deleteSuspendedTenant,
  findTenant,
  addTenant,
} from '#features/tenants/index.ts'
import { addMember } from '#features/people/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { flow } from '#kernel/use-case.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import { insertEvents } from '#platform/outbox/insert-events.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { entrustedScope, credentialOf } from './scopes.ts'
import { closeTenant } from './close-tenant.ts'

/** Lists all tenants of the server, the oldest first. */
export const listTenants = flow({
  name: 'tenant.list',
  permission: 'platform:manage',
  input: ListTenants,
  output: TenantPage,
  async run({ scope }, { limit, after }) {
    const cursor = readCursor(after)
    const rows = await scope.app.database.system((tx) => listTenantRows(tx, limit + 1, cursor))
    return pageFrom(rows, limit, toRunTenant, (row) => ({
      at: row.created_at.toISOString(),
      id: row.tenant_id,
    }))
  },
})

/** Makes a tenant and, when one is named, the account of its first owner. */
export const createTenant = flow({
  name: 'tenant.create',
  permission: 'platform:manage',
  input: CreateTenant,
  output: RunTenant,
  async run({ scope }, { owner, ...facts }) {
    if (owner) refuseWeakPassword(owner.password, owner)
    const firstOwner = owner && {
      id: uuidv7(),
      email: owner.email,
      name: owner.name,
      passwordHash: await hashPassword(owner.password),
    }
    return foundTenant(entrustedScope(scope, uuidv7(), scope.actor), {
      ...facts,
      owner: firstOwner ?? null,
    })
  },
})

/** Deletes a suspended tenant with everything that is in it, for good. */
export const deleteTenant = flow({
  name: 'tenant.delete',
  permission: 'platform:manage',
  input: TenantRef,
  output: z.null(),
  async run({ scope, ports }, { tenantId }) {
    const { database, wake } = scope.app
    const told = await database.system(async (tx) => {
      const row = await deleteSuspendedTenant(tx, tenantId)
      if (!row) {
        if (!(await findTenant(tx, tenantId))) throw notFound('tenant')
        throw new Fault('precondition_failed', 'Suspend the tenant before you delete it.')
      }
      // Its own log is gone with it, so the event goes to the tenant of the actor.
      return insertEvents(tx, scope, [{ type: 'tenant.deleted', payload: { tenantId, name: row.name } }])
    })
    wake.listeners(told)
    await ports.blobs.removeFolder(`uploads/${tenantId}`)
    await ports.blobs.removeFolder(`quarantine/${tenantId}`)
    return null
  },
})

/** Restores a suspended tenant. */
export const restoreTenant = flow({
  name: 'tenant.restore',
  permission: 'platform:manage',
  input: TenantRef,
  output: RunTenant,
  run: ({ scope }, { tenantId }) =>
    closeTenant(entrustedScope(scope, tenantId, scope.actor), { isSuspended: false }),
})

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

/** Suspends a tenant: its people are refused, their open connections end, and its jobs wait. No data is lost. */
export const suspendTenant = flow({
  name: 'tenant.suspend',
  permission: 'platform:manage',
  input: TenantRef,
  output: RunTenant,
  run: async ({ scope }, { tenantId }) => {
    if (tenantId === scope.tenantId || tenantId === credentialOf(scope)?.tenantId)
      throw new Fault('precondition_failed', 'You cannot suspend the tenant that you are in.')
    return closeTenant(entrustedScope(scope, tenantId, scope.actor), { isSuspended: true })
  },
})
