import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { MemberRole } from '#contract/shapes/people.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { createMember } from './create-member.ts'
import { foundTenant } from './tenants.ts'
import { openScope } from './open-scope.ts'
import { systemScope, type Visit } from './scopes.ts'
import { startSession } from './start-session.ts'

// For the tests of this folder: people and tenants, created through the use-cases.

export const PASSWORD = 'long walks by the river'

/** A new visit; by default each comes from another address. */
export const visit = (facts: Partial<Visit> = {}): Visit => ({
  requestId: randomUUID(),
  signal: new AbortController().signal,
  ...facts,
})

/** A new tenant, so that the tests of a file do not interfere. */
export async function makeTenant(
  app: Application,
): Promise<{ tenantId: string; slug: string; system: Scope }> {
  const tenantId = uuidv7()
  const system = systemScope(app, tenantId, visit())
  const slug = `t-${tenantId}`
  await foundTenant(system, { name: 'Tenant', slug, owner: null })
  return { tenantId, slug, system }
}

/** A signed-in member and their scope. */
export async function makeMember(
  app: Application,
  system: Scope,
  role: MemberRole,
  facts: { email?: string; isPlatformAdmin?: boolean } = {},
) {
  const email = facts.email ?? `${randomUUID()}@example.com`
  const { isPlatformAdmin = false } = facts
  const member = await createMember(system, { name: email, password: PASSWORD, role, isPlatformAdmin })
  const { accessToken, refreshToken } = await startSession(system, { memberId: member.id })
  const scope = await openScope(app, { token: accessToken }, visit())
  return { member, email, accessToken, refreshToken, scope }
}

/** The events of a tenant that are about people and the tenant itself, oldest first. */
export async function eventsOf(
  app: Application,
  tenantId: string,
): Promise<{ type: string; payload: unknown }[]> {
  const events = await app.database.read(tenantId, (tx) =>
    tx.selectFrom('events').select(['type', 'payload']).orderBy('position').execute(),
  )
  return events.filter(({ type }) => /^(tenant|member|invitation|session|password|api-key)\./.test(type))
}

/** Fulfilled and rejected calls of a race, the latter by the code of their fault. */
export async function race<R>(
  count: number,
  call: (at: number) => Promise<R>,
): Promise<{ won: R[]; codes: string[] }> {
  const results = await Promise.allSettled(Array.from({ length: count }, (_, at) => call(at)))
  return {
    won: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    codes: results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.code)] : [])),
  }
}
