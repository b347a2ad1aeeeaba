import { z } from 'zod'
import type { MemberRow } from '#features/people/index.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { entrustedScope } from './scopes.ts'

/** Writes down that somebody tried an account in vain. */
export const refuseSignIn = command({
  name: 'session.refuse',
  permission: 'internal',
  input: z.strictObject({ memberId: z.uuid(), reason: z.enum(['wrong password', 'member suspended']) }),
  run: async ({ emit }, { memberId, reason }) =>
    emit({ type: 'session.refused', payload: { memberId, reason } }),
})

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
