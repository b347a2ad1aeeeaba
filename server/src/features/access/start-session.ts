import { uuidv7 } from 'uuidv7'
import { SignedIn } from '#contract/shapes/people.ts'
import { findMember, toMember } from '#features/people/index.ts'
import { readTenant, refuseInSuspended } from '#features/tenants/index.ts'
import { unauthenticated } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import { askedFrom, forgetOldSessions, insertSession } from './session-store.ts'
import { firstPair, issue } from './session-tokens.ts'

/** Starts a session for a member whose identity was proved. */
export const startSession = step(
  async (context, { memberId }: { memberId: string }): Promise<SignedIn> => {
    const { tx, scope, emit } = context
    const member = await findMember(tx, scope.tenantId, memberId)
    if (!member || member.is_suspended) throw unauthenticated()
    if (!member.is_platform_admin) await refuseInSuspended(tx, scope)
    const issued = issue(firstPair(), scope.app.settings, new Date())
    const id = uuidv7()
    await insertSession(tx, scope.tenantId, {
      id,
      member_id: member.id,
      keeps_refresh: scope.app.settings.keepsRefreshTokens,
      ...issued.stored,
      ...askedFrom(scope),
    })
    await forgetOldSessions(tx, member.id, new Date(Date.now() - scope.app.settings.refreshTokenLifetimeMs))
    emit({ type: 'session.started', payload: { memberId: member.id, sessionId: id } })
    return { ...issued.shown, member: toMember(member), tenant: await readTenant.within(context, {}) }
  },
  { evenWhenFull: true },
)
