import type { Selectable } from 'kysely'
import type { Cursor } from '#kernel/cursor.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type InvitationRow = Selectable<Schema['invitations']>

interface NewInvitation {
  id: string
  email: string
  role: string
  tokenHash: string
  invitedBy: string | null
  expiresAt: Date
}

export const insertInvitation = (
  tx: Transaction,
  tenantId: string,
  invitation: NewInvitation,
): Promise<InvitationRow> =>
  tx
    .insertInto('invitations')
    .values({
      tenant_id: tenantId,
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      token_hash: invitation.tokenHash,
      invited_by: invitation.invitedBy,
      expires_at: invitation.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** The invitation of a token, if it is still open. */
export const findOpenInvitation = async (tx: Reader, tokenHash: string): Promise<InvitationRow | null> =>
  (await tx
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date())
    .executeTakeFirst()) ?? null

/** Whether that address has an open invitation. */
export const hasOpenInvitation = async (tx: Reader, email: string): Promise<boolean> =>
  (await tx
    .selectFrom('invitations')
    .select('id')
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date())
    .executeTakeFirst()) !== undefined

/** The invitation of a token, in any state. Across tenants only. */
export const findInvitationOfToken = async (tx: Reader, tokenHash: string): Promise<InvitationRow | null> =>
  (await tx.selectFrom('invitations').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()) ??
  null

/** Claims an open invitation: of several concurrent calls one gets it, the others get null. */
export const claimInvitation = async (tx: Transaction, tokenHash: string): Promise<InvitationRow | null> =>
  (await tx
    .updateTable('invitations')
    .set({ used_at: new Date() })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date())
    .returningAll()
    .executeTakeFirst()) ?? null

/** Open invitations, newest first. */
export const listOpenInvitations = (
  tx: Reader,
  limit: number,
  after: Cursor | null,
): Promise<InvitationRow[]> => {
  const select = tx
    .selectFrom('invitations')
    .selectAll()
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date())
    .orderBy('id', 'desc')
    .limit(limit)
  return (after ? select.where('id', '<', after.id) : select).execute()
}

/** Deletes an unused invitation; null if there is none. */
export const deleteInvitation = async (tx: Transaction, id: string): Promise<InvitationRow | null> =>
  (await tx
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returningAll()
    .executeTakeFirst()) ?? null
