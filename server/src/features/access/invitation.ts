import type { Invitation, MemberRole, OfferedInvitation } from '#contract/shapes/people.ts'
import { type MemberRow, mayGive, roleOf } from '#features/people/index.ts'
import type { InvitationRow } from './invitation-store.ts'

const LIFETIME_MS = 7 * 24 * 3_600_000

export const invitationExpiry = (now = new Date()): Date => new Date(now.getTime() + LIFETIME_MS)

/** Whether an invitation is still valid: the inviter must be able to give that role when it is used. */
export const stillCounts = (invitation: InvitationRow, inviter: MemberRow | null): boolean =>
  invitation.invited_by === null ||
  (inviter !== null &&
    !inviter.is_suspended &&
    mayGive({ role: roleOf(inviter), isPlatformAdmin: inviter.is_platform_admin }, roleOf(invitation)))

/** The current state of an invitation. */
export function stateOf(invitation: InvitationRow, inviter: MemberRow | null): OfferedInvitation['state'] {
  if (invitation.used_at) return 'used'
  if (!stillCounts(invitation, inviter)) return 'withdrawn'
  return invitation.expires_at.getTime() <= Date.now() ? 'expired' : 'open'
}

export const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role as MemberRole,
  expiresAt: row.expires_at.toISOString(),
  createdAt: row.created_at.toISOString(),
})
