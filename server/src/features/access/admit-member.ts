import { step } from '#kernel/step.ts'
import { addMember } from '#features/people/index.ts'
import { findTenant } from '#features/tenants/index.ts'
import { admit } from './admission.ts'
import { findInviter } from './find-circumstances.ts'
import { claimInvitation } from './invitation-store.ts'
import { startSession } from './start-session.ts'

/** Makes the account of an applicant, uses up the invitation and signs them in, all or nothing. */
export const admitMember = step(
  async (
    context,
    {
      id,
      email,
      name,
      role,
      isOpened,
      invitationHash,
      passwordHash,
    }: {
      id: string
      email: string
      name: string
      role?: string | undefined
      isOpened: boolean
      invitationHash: string | null
      passwordHash: string
    },
  ) => {
    const { tx, scope, emit } = context
    // Decided again here, since a moment has passed and somebody may have been faster.
    const invitation = invitationHash === null ? null : await claimInvitation(tx, invitationHash)
    const granted = admit(
      { email, role, showsInvitation: invitationHash !== null },
      {
        tenant: await findTenant(tx, scope.tenantId),
        isOpened,
        invitation,
        inviter: await findInviter(tx, invitation),
      },
    )
    await addMember.within(context, { id, email, name, role: granted.role, passwordHash })
    if (invitation) emit({ type: 'invitation.used', payload: { invitationId: invitation.id, memberId: id } })
    return startSession.within(context, { memberId: id })
  },
)
