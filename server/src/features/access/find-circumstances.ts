import type { Reader } from '#platform/database/open.ts'
import { findMember } from '#features/people/index.ts'
import { findTenant, listTenantRows, type TenantRow } from '#features/tenants/index.ts'
import type { Circumstances } from './admission.ts'
import { findOpenInvitation, type InvitationRow } from './invitation-store.ts'

/** The only tenant of the server; null if there is none or more than one. Across tenants only. */
export async function findOnlyTenant(tx: Reader): Promise<TenantRow | null> {
  const [only, another] = await listTenantRows(tx, 2, null)
  return only && !another ? only : null
}

/** The tenant of callers who name none: the only one, or `main` among several. Across tenants only. */
const findHome = async (tx: Reader) => (await findOnlyTenant(tx)) ?? (await findTenant(tx, 'main'))

/**
 * The tenant of a registration: the named one, otherwise that of the invitation, otherwise the default one.
 * `isHomeOpen`: whether the operator opened registration there. Across tenants only.
 */
export async function findCircumstances(
  tx: Reader,
  asked: { tenant: string | undefined; invitationHash: string | null; isHomeOpen: boolean },
): Promise<Circumstances> {
  const invitation = asked.invitationHash === null ? null : await findOpenInvitation(tx, asked.invitationHash)
  const slugOrId = asked.tenant ?? invitation?.tenant_id
  const home = await findHome(tx)
  const tenant = slugOrId === undefined ? home : await findTenant(tx, slugOrId)
  const isOpened = asked.isHomeOpen && tenant !== null && tenant.tenant_id === home?.tenant_id
  return { tenant, isOpened, invitation, inviter: await findInviter(tx, invitation) }
}

export const findInviter = (tx: Reader, invitation: InvitationRow | null) =>
  invitation?.invited_by ? findMember(tx, invitation.tenant_id, invitation.invited_by) : Promise.resolve(null)
