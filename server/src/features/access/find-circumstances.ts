import type { Reader } from '#platform/database/open.ts'
import { findMember } from '#features/people/index.ts'
import { findTenant, listTenantRows, type TenantRow } from '#features/tenants/index.ts'
import type { Circumstances } from './admission.ts'
import { findOpenInvitation, type InvitationRow } from './invitation-store.ts'

/** The only tenant of the server; null when there is none or more than one. Across tenants only. */
export async function findOnlyTenant(tx: Reader): Promise<TenantRow | null> {
  const [only, another] = await listTenantRows(tx, 2, null)
  return only && !another ? only : null
}

/**
 * Where somebody who registers wants to go: the tenant that is named, else the one of the invitation, else the only
 * one there is. Across tenants only.
 */
export async function findCircumstances(
  tx: Reader,
  asked: { tenant: string | undefined; invitationHash: string | null },
): Promise<Circumstances> {
  const invitation = asked.invitationHash === null ? null : await findOpenInvitation(tx, asked.invitationHash)
  const slugOrId = asked.tenant ?? invitation?.tenant_id
  const tenant = slugOrId === undefined ? await findOnlyTenant(tx) : await findTenant(tx, slugOrId)
  return { tenant, invitation, inviter: await findInviter(tx, invitation) }
}

export const findInviter = (tx: Reader, invitation: InvitationRow | null) =>
  invitation?.invited_by ? findMember(tx, invitation.tenant_id, invitation.invited_by) : Promise.resolve(null)
