import { step } from '#kernel/step.ts'
import type { MemberRow } from '#features/people/index.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { entrustedScope } from './scopes.ts'

/** Records a failed sign-in attempt on an account. */
export const refuseSignIn = step(
  async (
    { emit },
    { memberId, reason }: { memberId: string; reason: 'wrong password' | 'member suspended' },
  ) => emit({ type: 'session.refused', payload: { memberId, reason } }),
  { evenWhenFull: true },
)

/**
 * Records it without delaying the caller: the duration of a refusal must not reveal whether the account exists. The
 * number of records is limited by the attempts that are allowed.
 */
export function noteRefusal(scope: Scope, member: MemberRow): void {
  // The caller of a failed attempt is anonymous.
  const inTenant = entrustedScope(scope, member.tenant_id, { kind: 'system', id: null, name: '' })
  const reason = member.is_suspended ? 'member suspended' : 'wrong password'
  refuseSignIn(inTenant, { memberId: member.id, reason }).catch((error: unknown) =>
    logOf(inTenant).warn({ err: error }, 'A refused sign-in could not be recorded.'),
  )
}
