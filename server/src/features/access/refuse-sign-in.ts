import { step } from '#kernel/step.ts'
import type { MemberRow } from '#features/people/index.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { entrustedScope } from './scopes.ts'

/** Writes down that somebody tried an account in vain. */
export const refuseSignIn = step(
  async (
    { emit },
    { memberId, reason }: { memberId: string; reason: 'wrong password' | 'member suspended' },
  ) => emit({ type: 'session.refused', payload: { memberId, reason } }),
  { evenWhenFull: true },
)

/**
 * Writes it down without letting the caller wait: how long a refusal takes must not tell whether the account exists.
 * How many there can be is bounded by the attempts that are let through.
 */
export function noteRefusal(scope: Scope, member: MemberRow): void {
  // Whoever tried did not prove to be anybody.
  const inTenant = entrustedScope(scope, member.tenant_id, { kind: 'system', id: null, name: '' })
  const reason = member.is_suspended ? 'member suspended' : 'wrong password'
  refuseSignIn(inTenant, { memberId: member.id, reason }).catch((error: unknown) =>
    logOf(inTenant).warn({ err: error }, 'A refused sign-in could not be recorded.'),
  )
}
