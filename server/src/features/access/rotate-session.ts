import { step } from '#kernel/step.ts'
import { SignedIn } from '#contract/shapes/people.ts'
import { findMember, type MemberRow, toMember } from '#features/people/index.ts'
import { readTenant, refuseInSuspended } from '#features/tenants/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { networkOf } from './attempts.ts'
import { endAndTell } from './close-session.ts'
import { hasExpired } from './credential.ts'
import { announceChange, beside, issue, type Pair, successorOf } from './session-tokens.ts'
import {
  askedFrom,
  findSpentAt,
  lockSession,
  renewTokens,
  replaceTokens,
  type SessionRow,
} from './session-store.ts'
import { hashToken } from './token.ts'

/** Two tabs that wake up together use the same token within moments; a thief comes later, or from elsewhere. */
const RACE_MS = 10_000

/**
 * Exchanges a refresh token. If its successor is unused, it counts as not exchanged: the response was lost, or another
 * tab asks too, and the same tokens are returned. Any other exchanged token is in two hands, and the session ends for
 * both, unless the request comes from the same browser within ten seconds: then a tab was slow, and is refused. Null if
 * refused, or if the session has ended or expired. Clients that keep one refresh token get only an access token.
 */
export const rotateSession = step(
  async (
    context,
    { sessionId, refreshToken }: { sessionId: string; refreshToken: string },
  ): Promise<SignedIn | null> => {
    const { tx, scope } = context
    const session = await lockSession(tx, sessionId)
    if (!session || session.ended_at || hasExpired(session.refresh_expires_at)) return null
    const now = new Date()
    if (session.keeps_refresh) return renewAccess(context, session, refreshToken)
    const isCurrent = session.refresh_hash === hashToken(refreshToken)
    const pair = isCurrent ? successorOf(refreshToken) : unusedSuccessor(session, refreshToken)
    if (!pair) {
      if (!(await isSlowTab(tx, scope, session, hashToken(refreshToken), now)))
        await endAndTell(context, { id: sessionId }, 'refresh token reused')
      return null
    }
    const member = await admittedMember(context, session)
    if (!member) return null
    const { shown, stored } = issue(pair, scope.app.settings, now)
    if (isCurrent) await replaceTokens(tx, session, { ...stored, ...askedFrom(scope, now) }, now)
    else await renewTokens(tx, session, { ...stored, ...askedFrom(scope, now) })
    announceChange(context, sessionId)
    return { ...shown, member: toMember(member), tenant: await readTenant.within(context, {}) }
  },
  { evenWhenFull: true },
)

/** A new access token for a client with a permanent refresh token; the expiry of the session stays. */
async function renewAccess(
  context: CommandContext,
  session: SessionRow,
  refreshToken: string,
): Promise<SignedIn | null> {
  const { tx, scope } = context
  const member = await admittedMember(context, session)
  if (!member || session.refresh_hash !== hashToken(refreshToken)) return null
  const now = new Date()
  const { shown, stored } = issue(beside(refreshToken), scope.app.settings, now)
  const ends = session.refresh_expires_at
  await renewTokens(tx, session, { ...stored, refresh_expires_at: ends, ...askedFrom(scope, now) })
  announceChange(context, session.id)
  return {
    ...shown,
    refreshTokenExpiresAt: ends.toISOString(),
    member: toMember(member),
    tenant: await readTenant.within(context, {}),
  }
}

/** The member of a session; null if they may not sign in any more. */
async function admittedMember({ tx, scope }: CommandContext, session: SessionRow): Promise<MemberRow | null> {
  const member = await findMember(tx, scope.tenantId, session.member_id)
  if (!member || member.is_suspended) return null
  if (!member.is_platform_admin) await refuseInSuspended(tx, scope)
  return member
}

/** The current pair, if this token was exchanged for it and neither of its tokens was ever used. */
function unusedSuccessor(session: SessionRow, refreshToken: string): Pair | null {
  if (session.pair_salt === null || session.pair_used_at !== null) return null
  const pair = successorOf(refreshToken, session.pair_salt)
  return pair.refresh.hash === session.refresh_hash ? pair : null
}

/** Whether this seems to be a tab of the browser that just exchanged the token. */
async function isSlowTab(
  tx: Transaction,
  { origin }: Scope,
  session: SessionRow,
  refreshHash: string,
  now: Date,
): Promise<boolean> {
  const spentAt = await findSpentAt(tx, refreshHash)
  const isSameBrowser =
    session.user_agent === origin.userAgent && networkOf(session.address) === networkOf(origin.address)
  return spentAt !== null && now.getTime() - spentAt.getTime() <= RACE_MS && isSameBrowser
}
