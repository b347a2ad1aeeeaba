import { type MemberRole, OfferedInvitation, ReadInvitation } from '#contract/shapes/people.ts'
import { findTenant } from '#features/tenants/index.ts'
import { notFound } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { findInviter } from './find-circumstances.ts'
import { stateOf } from './invitation.ts'
import { findInvitationOfToken } from './invitation-store.ts'
import { hashToken } from './token.ts'

/** Shows whoever holds an invitation's link where it leads, or why it does not any more. */
export const readInvitation = flow({
  name: 'invitation.read',
  permission: 'public',
  input: ReadInvitation,
  output: OfferedInvitation,
  run: ({ scope }, { invitationToken }) =>
    scope.app.database.system(async (tx): Promise<OfferedInvitation> => {
      const invitation = await findInvitationOfToken(tx, hashToken(invitationToken))
      const tenant = invitation && (await findTenant(tx, invitation.tenant_id))
      if (!invitation || !tenant) throw notFound('invitation')
      return {
        state: stateOf(invitation, await findInviter(tx, invitation)),
        email: invitation.email,
        role: invitation.role as MemberRole,
        tenantName: tenant.name,
      }
    }),
})
