import { uuidv7 } from 'uuidv7'
import { CreatedInvitation, CreateInvitation } from '#contract/shapes/people.ts'
import { findMember, hasMemberOfEmail, requireMayGive } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { invitationExpiry, toInvitation } from './invitation.ts'
import { insertInvitation } from './invitation-store.ts'
import { newToken } from './token.ts'

/** Invites one address to one role, for seven days and one use. The token is shown to the inviter alone. */
export const createInvitation = command({
  name: 'invitation.create',
  permission: 'member:manage',
  input: CreateInvitation,
  output: CreatedInvitation,
  secret: true,
  async run({ tx, scope, emit }, { email, role }): Promise<CreatedInvitation> {
    requireMayGive(scope.actor, role)
    if (await hasMemberOfEmail(tx, email)) throw conflict('This address has an account here already.')
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
    return { invitation: toInvitation(row), token }
  },
})
