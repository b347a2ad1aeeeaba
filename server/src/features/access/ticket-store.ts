import type { Selectable } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { CredentialRef } from './credential.ts'

export type TicketRow = Selectable<Schema['socket_tickets']>

/** Stores a ticket, and forgets those of the tenant that nobody used in time. */
export async function insertTicket(
  tx: Transaction,
  tenantId: string,
  ticket: { hash: string; credential: CredentialRef; expiresAt: Date },
) {
  await tx.deleteFrom('socket_tickets').where('expires_at', '<', new Date()).execute()
  await tx
    .insertInto('socket_tickets')
    .values({
      tenant_id: tenantId,
      ticket_hash: ticket.hash,
      credential_kind: ticket.credential.kind,
      credential_tenant_id: ticket.credential.tenantId,
      credential_id: ticket.credential.id,
      expires_at: ticket.expiresAt,
    })
    .execute()
}

/** Takes a ticket out, so that nobody uses it again; null when there is none. Across tenants only. */
export const takeTicket = async (tx: Transaction, hash: string): Promise<TicketRow | null> =>
  (await tx.deleteFrom('socket_tickets').where('ticket_hash', '=', hash).returningAll().executeTakeFirst()) ??
  null
