import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { SignedIn } from '#contract/shapes/people.ts'
import { findMember, toMember } from '#features/people/index.ts'
import { readTenant, refuseInSuspended } from '#features/tenants/index.ts'
import { unauthenticated } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { askedFrom, forgetOldSignIns, insertSignIn } from './sign-in-store.ts'
import { firstPair, issue } from './sign-in-tokens.ts'

/** Signs a member in whose identity was proved before. */
export const startSignIn = command({
  name: 'sign-in.start',
  permission: 'internal',
  input: z.strictObject({ memberId: z.uuid() }),
  output: SignedIn,
  secret: true,
  async run(context, { memberId }): Promise<SignedIn> {
    const { tx, scope, emit } = context
    const member = await findMember(tx, scope.tenantId, memberId)
    if (!member || member.is_suspended) throw unauthenticated()
    if (!member.is_platform_admin) await refuseInSuspended(tx, scope)
    const issued = issue(firstPair(), scope.app.settings, new Date())
    const id = uuidv7()
    await insertSignIn(tx, scope.tenantId, {
      id,
      member_id: member.id,
      keeps_refresh: scope.app.settings.keepsRefreshTokens,
      ...issued.stored,
      ...askedFrom(scope),
    })
    await forgetOldSignIns(tx, member.id, new Date(Date.now() - scope.app.settings.refreshTokenLifetimeMs))
    emit({ type: 'sign-in.started', payload: { memberId: member.id, signInId: id } })
    return { ...issued.shown, member: toMember(member), tenant: await readTenant.within(context, {}) }
  },
})
