import { z } from 'zod'
import { SignedIn } from '#contract/shapes/people.ts'
import { findMember, toMember } from '#features/people/index.ts'
import { readTenant } from '#features/tenants/index.ts'
import { command } from '#kernel/use-case.ts'
import { hasExpired } from './credential.ts'
import { announceChange } from './credential-topic.ts'
import { endAndTell } from './end-sign-in.ts'
import { findSpentAt, lockSignIn, replaceTokens } from './sign-in-store.ts'
import { newTokens } from './sign-in-tokens.ts'

/** Two tabs that wake up together use the same token within moments; a thief comes later. */
const RACE_MS = 10_000

/**
 * Exchanges a refresh token. Null when it is refused: it ended, expired, or another call was first. A token that was
 * exchanged more than ten seconds before is in two hands, so the sign-in ends for both.
 */
export const rotateSignIn = command({
  name: 'sign-in.rotate',
  permission: 'internal',
  input: z.strictObject({ signInId: z.uuid(), refreshHash: z.string() }),
  output: SignedIn.nullable(),
  secret: true,
  async run(context, { signInId, refreshHash }): Promise<SignedIn | null> {
    const { tx, scope } = context
    const signIn = await lockSignIn(tx, signInId)
    if (!signIn || signIn.ended_at || hasExpired(signIn.refresh_expires_at)) return null
    const now = new Date()
    if (signIn.refresh_hash !== refreshHash) {
      const spentAt = await findSpentAt(tx, refreshHash)
      if (spentAt && now.getTime() - spentAt.getTime() > RACE_MS)
        await endAndTell(context, { id: signInId }, 'refresh token reused')
      return null
    }
    const member = await findMember(tx, scope.tenantId, signIn.member_id)
    if (!member || member.is_suspended) return null
    const tokens = newTokens(scope.app.settings, now)
    await replaceTokens(tx, signIn, tokens.stored, now)
    announceChange(context, signInId)
    return { ...tokens.shown, member: toMember(member), tenant: await readTenant.within(context, {}) }
  },
})
