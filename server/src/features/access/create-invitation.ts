import { uuidv7 } from 'uuidv7'
import { CreatedInvitation, CreateInvitation } from '#contract/shapes/people.ts'
import { askForMail } from '#features/mail/index.ts'
import { findMember, hasMemberOfEmail, requireMayGive } from '#features/people/index.ts'
import { findTenant } from '#features/tenants/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { invitationExpiry, toInvitation } from './invitation.ts'
import { invitationMail } from './invitation-mail.ts'
import { insertInvitation } from './invitation-store.ts'
import { newToken } from './token.ts'

/** Invites one address to one role, for seven days and one use. The token is shown to the inviter alone, and mailed where this server sends mail. */
export const createInvitation = command({
  name: 'invitation.create',
  permission: 'member:manage',
  input: CreateInvitation,
  output: CreatedInvitation,
  secret: true,
  async run(context, { email, role, isMailed }): Promise<CreatedInvitation> {
    const { tx, scope, emit } = context
    requireMayGive(scope.actor, role)
    if (await hasMemberOfEmail(tx, email)) throw conflict('An account with this email already exists.')
    const { token, hash } = newToken('invitation')
    const inviter = scope.actor.id === null ? null : await findMember(tx, scope.tenantId, scope.actor.id)
    const row = await insertInvitation(tx, scope.tenantId, {
      id: uuidv7(),
      email,
      role,
      tokenHash: hash,
      invitedBy: inviter?.id ?? null,
      expiresAt: invitationExpiry(),
    })
    emit({ type: 'member.invited', payload: { invitationId: row.id, email, role } })
    const tenantName = (await findTenant(tx, scope.tenantId))?.name ?? ''
    const letter = invitationMail(scope, { to: email, tenantName, token })
    return { invitation: toInvitation(row), token, isMailed: isMailed && askForMail(context, letter) }
  },
})
