import { uuidv7 } from 'uuidv7'
import { type Member, Password } from '#contract/shapes/people.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { CommittedEvent } from '#platform/outbox/event.ts'
import { insertEvents } from '#platform/outbox/insert-events.ts'
import { insertJobs } from '#platform/queue/insert-jobs.ts'
import { emailOf, hasOwner, insertMember, toMember } from '#features/people/index.ts'
import { findFirstTenant, insertTenant, startingContentJob } from '#features/tenants/index.ts'
import type { Application } from '#kernel/application.ts'
import { conflict, invalidInput } from '#kernel/fault.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { deleteSetupLinks, isSetupLink, lockFirstOwner, replaceSetupLink } from './setup-link-store.ts'
import { newToken } from './token.ts'

const LINK_LIFETIME_MS = 3_600_000

/** Whether the server has an owner. For the command line. */
export const isOwned = ({ database }: Pick<Application, 'database'>): Promise<boolean> =>
  database.system(hasOwner)

interface FirstOwner {
  email: string
  password: string
  name?: string
}

/**
 * Creates the first owner, who is also a platform admin, and the tenant `main` unless there is one. Null if the server
 * has an owner already, or a setup token is given that is not valid. Of several concurrent calls, one succeeds. Throws
 * Fault `invalid_input` for a weak password.
 */
export async function makeFirstOwner(
  app: Application,
  owner: FirstOwner,
  setupTokenHash: string | null = null,
): Promise<Member | null> {
  if (!(await app.database.system((tx) => isAwaited(tx, setupTokenHash)))) return null
  const email = emailOf(owner.email)
  const name = owner.name ?? email.split('@')[0] ?? email
  if (!Password.safeParse(owner.password).success)
    throw invalidInput('A password has 8 to 200 characters.', [
      { path: 'password', message: 'A password has 8 to 200 characters.' },
    ])
  refuseWeakPassword(owner.password, { email, name })
  const passwordHash = await hashPassword(owner.password)

  const made = await app.database.system(async (tx) => {
    await lockFirstOwner(tx)
    // Checked again under the lock: somebody may have been faster while the password was hashed.
    if (!(await isAwaited(tx, setupTokenHash))) return null
    await deleteSetupLinks(tx)
    return insertFirstOwner(tx, { email, name, passwordHash })
  })
  if (!made) return null
  app.wake.listeners(made.told)
  app.wake.worker([], [startingContentJob.name])
  return made.member
}

const isAwaited = async (tx: Transaction, setupTokenHash: string | null): Promise<boolean> =>
  !(await hasOwner(tx)) && (setupTokenHash === null || (await isSetupLink(tx, setupTokenHash)))

async function insertFirstOwner(
  tx: Transaction,
  owner: { email: string; name: string; passwordHash: string },
): Promise<{ member: Member; told: readonly CommittedEvent[] }> {
  const { tenantId, told } = await firstTenant(tx)
  const id = uuidv7()
  const member = await insertMember(tx, tenantId, { ...owner, id, role: 'owner', isPlatformAdmin: true })
  if (!member) throw conflict('An account with this email already exists.')
  const registered = await insertEvents(tx, byTheServer(tenantId), [
    {
      type: 'member.registered',
      payload: { memberId: member.id, name: member.name, email: member.email, role: member.role },
    },
  ])
  return { member: toMember(member), told: [...told, ...registered] }
}

/**
 * Creates the tenant `main` if there is none, so that a new server can be used before it has an owner. Of several
 * concurrent calls, one creates it. Returns the ID of the first tenant.
 */
export async function makeFirstTenant(app: Application): Promise<string> {
  const { tenantId, told } = await app.database.system(async (tx) => {
    await lockFirstOwner(tx)
    return firstTenant(tx)
  })
  app.wake.listeners(told)
  app.wake.worker([], [startingContentJob.name])
  return tenantId
}

/** The server's first tenant, created if necessary. */
async function firstTenant(tx: Transaction): Promise<{ tenantId: string; told: readonly CommittedEvent[] }> {
  const first = await findFirstTenant(tx)
  if (first) return { tenantId: first.tenant_id, told: [] }
  const made = await insertTenant(tx, { id: uuidv7(), slug: 'main', name: 'Main' })
  if (!made) throw conflict('This slug is already in use.')
  const server = byTheServer(made.tenant_id)
  const told = await insertEvents(tx, server, [
    { type: 'tenant.created', payload: { tenantId: made.tenant_id, name: made.name } },
  ])
  await insertJobs(tx, server, [{ ...startingContentJob, input: {}, delayMs: 0 }])
  return { tenantId: made.tenant_id, told }
}

const byTheServer = (tenantId: string) => ({
  tenantId,
  requestId: uuidv7(),
  actor: { kind: 'system', id: null, name: 'system' },
})

/**
 * A one-time token for creating the first owner, valid for an hour; earlier ones become void. Null if the server has an
 * owner.
 */
export async function makeSetupLink(app: Application): Promise<{ token: string; expiresAt: Date } | null> {
  const { token, hash } = newToken('setup')
  const expiresAt = new Date(Date.now() + LINK_LIFETIME_MS)
  return app.database.system(async (tx) => {
    await lockFirstOwner(tx)
    if (await hasOwner(tx)) return null
    await replaceSetupLink(tx, hash, expiresAt)
    return { token, expiresAt }
  })
}
