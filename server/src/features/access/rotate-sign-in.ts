import { z } from 'zod'
import { SignedIn } from '#contract/shapes/people.ts'
import { findMember, type MemberRow, toMember } from '#features/people/index.ts'
import { readTenant, refuseInSuspended } from '#features/tenants/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Transaction } from '#platform/database/open.ts'
import { command, type CommandContext } from '#kernel/use-case.ts'
import { networkOf } from './attempts.ts'
import { endAndTell } from './close-sign-in.ts'
import { hasExpired } from './credential.ts'
import { announceChange } from './credential-topic.ts'
import {
  askedFrom,
  findSpentAt,
  lockSignIn,
  renewTokens,
  replaceTokens,
  type SignInRow,
} from './sign-in-store.ts'
import { beside, issue, type Pair, successorOf } from './sign-in-tokens.ts'
import { hashToken } from './token.ts'

/** Two tabs that wake up together use the same token within moments; a thief comes later, or from elsewhere. */
const RACE_MS = 10_000

/**
 * Exchanges a refresh token. One whose successor nobody has used yet counts as not exchanged: its answer was lost, or
 * another tab asks as well, and the same tokens are given again. Any other that was exchanged is in two hands, and the
 * sign-in ends for both, unless it comes from the same browser within ten seconds: then a tab was slow, and is refused.
 * Null when it is refused, or the sign-in ended or expired. Some clients keep one refresh token, and get an access token.
 */
export const rotateSignIn = command({
  name: 'sign-in.rotate',
  permission: 'internal',
  input: z.strictObject({ signInId: z.uuid(), refreshToken: z.string() }),
  output: SignedIn.nullable(),
  secret: true,
  async run(context, { signInId, refreshToken }): Promise<SignedIn | null> {
    const { tx, scope } = context
    const signIn = await lockSignIn(tx, signInId)
    if (!signIn || signIn.ended_at || hasExpired(signIn.refresh_expires_at)) return null
    const now = new Date()
    if (signIn.keeps_refresh) return renewAccess(context, signIn, refreshToken)
    const isCurrent = signIn.refresh_hash === hashToken(refreshToken)
    const pair = isCurrent ? successorOf(refreshToken) : unusedSuccessor(signIn, refreshToken)
    if (!pair) {
      if (!(await isSlowTab(tx, scope, signIn, hashToken(refreshToken), now)))
        await endAndTell(context, { id: signInId }, 'refresh token reused')
      return null
    }
    const member = await admittedMember(context, signIn)
    if (!member) return null
    const { shown, stored } = issue(pair, scope.app.settings, now)
    if (isCurrent) await replaceTokens(tx, signIn, { ...stored, ...askedFrom(scope, now) }, now)
    else await renewTokens(tx, signIn, { ...stored, ...askedFrom(scope, now) })
    announceChange(context, signInId)
    return { ...shown, member: toMember(member), tenant: await readTenant.within(context, {}) }
  },
})

/** A new access token for a client that knows one refresh token; the sign-in ends when it was going to. */
async function renewAccess(
  context: CommandContext,
  signIn: SignInRow,
  refreshToken: string,
): Promise<SignedIn | null> {
  const { tx, scope } = context
  const member = await admittedMember(context, signIn)
  if (!member || signIn.refresh_hash !== hashToken(refreshToken)) return null
  const now = new Date()
  const { shown, stored } = issue(beside(refreshToken), scope.app.settings, now)
  const ends = signIn.refresh_expires_at
  await renewTokens(tx, signIn, { ...stored, refresh_expires_at: ends, ...askedFrom(scope, now) })
  announceChange(context, signIn.id)
  return {
    ...shown,
    refreshTokenExpiresAt: ends.toISOString(),
    member: toMember(member),
    tenant: await readTenant.within(context, {}),
  }
}

/** Whose sign-in it is; null when they may not come in any more. */
async function admittedMember({ tx, scope }: CommandContext, signIn: SignInRow): Promise<MemberRow | null> {
  const member = await findMember(tx, scope.tenantId, signIn.member_id)
  if (!member || member.is_suspended) return null
  if (!member.is_platform_admin) await refuseInSuspended(tx, scope)
  return member
}

/** The present pair, if it is what this token was exchanged for and neither of its tokens was ever shown. */
function unusedSuccessor(signIn: SignInRow, refreshToken: string): Pair | null {
  if (signIn.pair_salt === null || signIn.pair_used_at !== null) return null
  const pair = successorOf(refreshToken, signIn.pair_salt)
  return pair.refresh.hash === signIn.refresh_hash ? pair : null
}

/** Whether this is a tab of the browser that exchanged the token a moment ago, as far as one can tell. */
async function isSlowTab(
  tx: Transaction,
  { origin }: Scope,
  signIn: SignInRow,
  refreshHash: string,
  now: Date,
): Promise<boolean> {
  const spentAt = await findSpentAt(tx, refreshHash)
  const isSameBrowser =
    signIn.user_agent === origin.userAgent && networkOf(signIn.address) === networkOf(origin.address)
  return spentAt !== null && now.getTime() - spentAt.getTime() <= RACE_MS && isSameBrowser
}
