import { uuidv7 } from 'uuidv7'
import {
  InvitationPage,
  ListInvitations,
  type MemberRole,
  OfferedInvitation,
  ReadInvitation,
  CreatedInvitation,
  CreateInvitation,
  InvitationRef,
} from '#contract/shapes/people.ts'
import { findTenant } from '#features/tenants/index.ts'
import { askForMail } from '#features/mail/index.ts'
import { findMember, hasMemberOfEmail, requireMayGive, roleOf } from '#features/people/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, flow, command } from '#kernel/use-case.ts'
import { notFound, conflict } from '#kernel/fault.ts'
import { toInvitation, stateOf, invitationExpiry } from './invitation.ts'
import {
  listOpenInvitations,
  findInvitationOfToken,
  insertInvitation,
  deleteInvitation,
} from './invitation-store.ts'
import { findInviter } from './find-circumstances.ts'
import { hashToken, newToken } from './token.ts'
import { invitationMail } from './invitation-mail.ts'

/** Lists open invitations, newest first. */
export const listInvitations = query({
  name: 'invitation.list',
  permission: 'member:manage',
  input: ListInvitations,
  output: InvitationPage,
  async run({ tx }, { limit, after }) {
    const rows = await listOpenInvitations(tx, limit + 1, readCursor(after))
    return pageFrom(rows, limit, toInvitation, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
  },
})

/** Shows the holder of an invitation link where it leads, or why it is not valid. */
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

/**
 * Invites one address with one role, for seven days and a single use. Only the inviter sees the token, which is also
 * emailed if this server sends mail.
 */
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

/** Revokes an unused invitation. Everyone who could have given its role may do so. */
export const revokeInvitation = command({
  name: 'invitation.revoke',
  permission: 'member:manage',
  input: InvitationRef,
  async run({ tx, scope, emit }, { invitationId }) {
    const row = await deleteInvitation(tx, invitationId)
    if (!row) throw notFound('invitation')
    requireMayGive(scope.actor, roleOf(row))
    emit({ type: 'invitation.revoked', payload: { invitationId, email: row.email } })
  },
})
