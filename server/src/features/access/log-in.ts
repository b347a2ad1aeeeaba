import type { z } from 'zod'
import { LogIn, SignedIn } from '#contract/shapes/people.ts'
import { emailOf, findMembersOfEmail, type MemberRow, replacePassword } from '#features/people/index.ts'
import { findTenant, listTenantRows } from '#features/tenants/index.ts'
import type { Application } from '#kernel/application.ts'
import { conflict, unauthenticated } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { accountOf, admitAttempt } from './admit-attempt.ts'
import { type Arrival, arrive } from './attempts.ts'
import { openGate } from './gate.ts'
import { hashPassword, isOwnHash, verifyDummyPassword, verifyPassword } from './password.ts'
import { noteRefusal } from './refuse-sign-in.ts'
import { entrustedScope } from './scopes.ts'
import { startSession } from './start-session.ts'

/** An address that exists in more tenants than this must name its tenant. */
const CANDIDATES_MAX = 5

// A sign-in waits for a slot before anything is read for it, so many at once cost the database no more than these.
const door = openGate({ runningMax: 4, waitingMax: 48 })

/** Signs a member in by address and password. */
export const logIn = flow({
  name: 'session.log-in',
  permission: 'public',
  input: LogIn,
  output: SignedIn,
  secret: true,
  async run({ scope }, given) {
    const place = { named: `${given.tenant ?? ''} ${emailOf(given.email)}`, address: scope.origin.address }
    const arrival = arrive(scope.app, place.named, place.address)
    try {
      return await door(() => enter(scope, given, { arrival, ...place }))
    } finally {
      arrival.withdraw()
    }
  },
})

/** Finds the candidates and tries the password on them. */
async function enter(
  scope: Scope,
  { email, password, tenant }: z.output<typeof LogIn>,
  { arrival, ...place }: { arrival: Arrival; named: string; address: string | null },
): Promise<SignedIn> {
  const found = await findCandidates(scope.app, emailOf(email), tenant ?? null)
  const attempt = await admitAttempt(scope.app, arrival, found.candidates, place)
  const candidates = found.candidates.filter((one) => attempt.accounts.has(accountOf(one)))
  const [member, another] = await matching(candidates, password, found.hashesOwed)
  if (!member) {
    for (const candidate of candidates) noteRefusal(scope, candidate)
    throw unauthenticated('Wrong email or password.')
  }
  attempt.succeed(accountOf(member))
  if (another) throw conflict('This email and password are used in several tenants: specify the tenant.')
  const entrusted = entrustedScope(scope, member.tenant_id, {
    kind: 'member',
    id: member.id,
    name: member.name,
  })
  if (!isOwnHash(member.password_hash))
    await rehashPassword(entrusted, {
      memberId: member.id,
      verifiedHash: member.password_hash,
      passwordHash: await hashPassword(password),
    })
  return startSession(entrusted, { memberId: member.id })
}

/** The candidates, and the number of hashes for every failed attempt: as many as the most common address could need. */
const findCandidates = (app: Application, email: string, slugOrId: string | null) =>
  app.database.system(async (tx) => {
    if (slugOrId === null) {
      const candidates = await findMembersOfEmail(tx, email, { tenantId: null, limit: CANDIDATES_MAX })
      const tenants = await listTenantRows(tx, CANDIDATES_MAX, null)
      return { candidates, hashesOwed: Math.max(1, tenants.length) }
    }
    const named = await findTenant(tx, slugOrId)
    // An unknown tenant and an unknown address must take the same statements, so the second one runs anyway.
    const candidates = await findMembersOfEmail(tx, email, { tenantId: named?.tenant_id ?? null, limit: 1 })
    return { candidates: named ? candidates : [], hashesOwed: 1 }
  })

/** The candidates that may sign in with this password. A failure takes the same time for everybody. */
async function matching(
  candidates: readonly MemberRow[],
  password: string,
  hashesOwed: number,
): Promise<MemberRow[]> {
  const matches: MemberRow[] = []
  for (const member of candidates)
    if ((await verifyPassword(member.password_hash, password)) && !member.is_suspended) matches.push(member)
  if (matches.length > 0) return matches
  for (let owed = candidates.length; owed < hashesOwed; owed += 1) await verifyDummyPassword(password)
  return []
}

/** Stores our own hash of the same password in place of another system's, unless it was changed in the meantime. */
const rehashPassword = step(
  async ({ tx }, { memberId, ...hashes }: { memberId: string; verifiedHash: string; passwordHash: string }) =>
    void (await replacePassword(tx, memberId, hashes)),
)
