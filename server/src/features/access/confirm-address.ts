import { uuidv7 } from 'uuidv7'
import { askForMail } from '#features/mail/index.ts'
import { hasMemberOfEmail } from '#features/people/index.ts'
import { findTenant } from '#features/tenants/index.ts'
import { step } from '#kernel/step.ts'
import { confirmationMail } from './confirmation-mail.ts'
import { hasOpenInvitation, insertInvitation } from './invitation-store.ts'
import { newToken } from './token.ts'

const LIFETIME_MS = 24 * 3_600_000

/**
 * Mails somebody who registers the link by which they do: an invitation to be an end user, for a day. Nothing is sent where the
 * address has an account or an invitation, and the caller is told nothing of that.
 */
export const confirmAddress = step(async (context, { email }: { email: string }): Promise<void> => {
  const { tx, scope, emit } = context
  if ((await hasMemberOfEmail(tx, email)) || (await hasOpenInvitation(tx, email))) return
  const { token, hash } = newToken('invitation')
  const { id } = await insertInvitation(tx, scope.tenantId, {
    id: uuidv7(),
    email,
    role: 'end_user',
    tokenHash: hash,
    invitedBy: null,
    expiresAt: new Date(Date.now() + LIFETIME_MS),
  })
  emit({ type: 'member.invited', payload: { invitationId: id, email, role: 'end_user' } })
  const tenantName = (await findTenant(tx, scope.tenantId))?.name ?? ''
  askForMail(context, confirmationMail(scope, { to: email, tenantName, token }))
})
