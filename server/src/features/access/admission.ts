import type { MemberRole } from '#contract/shapes/people.ts'
import { type MemberRow, roleOf } from '#features/people/index.ts'
import type { TenantRow } from '#features/tenants/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { stillCounts } from './invitation.ts'
import type { InvitationRow } from './invitation-store.ts'

/** A registration request. */
export interface Asked {
  readonly email: string
  readonly role: string | undefined
  readonly showsInvitation: boolean
}

/** The facts that decide about it. */
export interface Circumstances {
  readonly tenant: TenantRow | null
  /** Whether the operator opened registration there, whatever its owner's setting. */
  readonly isOpened: boolean
  readonly invitation: InvitationRow | null
  readonly inviter: MemberRow | null
}

/**
 * Decides whether and with which role an applicant is admitted. Without an invitation: as an end user, in a tenant
 * where registration is open, by its own setting or the operator's; with one, in its role. Everything else is one Fault
 * `forbidden` with the same message, so that neither tenants nor invitations can be probed.
 */
export function admit(
  asked: Asked,
  { tenant, isOpened, invitation, inviter }: Circumstances,
): { tenantId: string; role: MemberRole } {
  const refused = forbidden('Registration requires an invitation.')
  if (!tenant || tenant.suspended_at) throw refused
  if (!asked.showsInvitation) {
    const isOpen = tenant.allows_registration || isOpened
    if (!isOpen || (asked.role ?? 'end_user') !== 'end_user') throw refused
    return { tenantId: tenant.tenant_id, role: 'end_user' }
  }
  if (!invitation || invitation.tenant_id !== tenant.tenant_id || invitation.email !== asked.email)
    throw refused
  if (!stillCounts(invitation, inviter) || (asked.role ?? invitation.role) !== invitation.role) throw refused
  return { tenantId: tenant.tenant_id, role: roleOf(invitation) }
}
