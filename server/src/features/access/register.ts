import { uuidv7 } from 'uuidv7'
import { Register, SignedIn } from '#contract/shapes/people.ts'
import { addMember } from '#features/people/index.ts'
import { findTenant } from '#features/tenants/index.ts'
import { Fault } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { admit } from './admission.ts'
import { beginAttempt } from './attempts.ts'
import { confirmAddress } from './confirm-address.ts'
import { findCircumstances, findInviter } from './find-circumstances.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { entrustedScope } from './scopes.ts'
import { hashToken } from './token.ts'
import { claimInvitation } from './invitation-store.ts'
import { startSession } from './start-session.ts'

/**
 * Registers an account and signs the member in. Without an invitation, the address is confirmed first, if this server
 * sends mail: Fault `precondition_failed` with the reason `address-unconfirmed`, whether or not it has an account.
 */
export const register = flow({
  name: 'member.register',
  permission: 'public',
  input: Register,
  output: SignedIn,
  secret: true,
  async run({ scope }, { email, password, name, tenant, role, invitationToken }) {
    const invitationHash = invitationToken === undefined ? null : hashToken(invitationToken)
    const { letsPeopleRegister: isHomeOpen, sendsMail } = scope.app.settings
    const found = await scope.app.database.system((tx) =>
      findCircumstances(tx, { tenant, invitationHash, isHomeOpen }),
    )
    const { tenantId } = admit({ email, role, showsInvitation: invitationHash !== null }, found)
    refuseWeakPassword(password, { email, name })
    const id = uuidv7()
    const entrusted = entrustedScope(scope, tenantId, { kind: 'member', id, name })
    if (invitationHash === null && sendsMail) {
      // Requesting many emails is limited like guessing passwords.
      beginAttempt(scope.app, `registers ${tenantId} ${email}`, scope.origin.address)
      await confirmAddress(entrusted, { email })
      throw new Fault('precondition_failed', 'To finish, open the link in the email that we sent you.', {
        reason: 'address-unconfirmed',
      })
    }
    return admitMember(entrusted, {
      id,
      email,
      name,
      role,
      isOpened: found.isOpened,
      invitationHash,
      passwordHash: await hashPassword(password),
    })
  },
})

/** Creates the account of an applicant, uses up the invitation and signs them in, all or nothing. */
const admitMember = step(
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
    // Decided again here, since somebody may have been faster.
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
