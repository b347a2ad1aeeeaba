import { z } from 'zod'
import type { Selectable } from 'kysely'
import { SocketTicket } from '#contract/shapes/people.ts'
import { forbidden, unauthenticated } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { credentialOf, type Visit } from './scopes.ts'
import { newToken, hashToken } from './token.ts'
import { type CredentialRef, hasExpired } from './credential.ts'
import { findCredentialAgain } from './find-credential.ts'
import { enter } from './open-scope.ts'

const LIFETIME_MS = 60_000

/** Creates a ticket that opens one socket for the caller, so that no token is part of a URL. */
export const createSocketTicket = command({
  name: 'socket-ticket.create',
  permission: 'event:follow',
  input: z.strictObject({}),
  output: SocketTicket,
  secret: true,
  async run({ tx, scope }): Promise<SocketTicket> {
    const credential = credentialOf(scope)
    if (!credential) throw forbidden('A socket ticket requires an access token: send one.')
    const { token, hash } = newToken('ticket')
    const expiresAt = new Date(Date.now() + LIFETIME_MS)
    await insertTicket(tx, scope.tenantId, { hash, credential, expiresAt })
    return { ticket: token, expiresAt: expiresAt.toISOString() }
  },
})

/**
 * Redeems a ticket: opens a scope where, and for whom, it was created, with current permissions. It works once. Throws
 * Fault `unauthenticated` like `openScope`.
 */
export async function redeemSocketTicket(app: Application, ticket: string, visit: Visit): Promise<Scope> {
  const found = await app.database.system(async (tx) => {
    const row = await takeTicket(tx, hashToken(ticket))
    if (!row || hasExpired(row.expires_at)) return null
    const credential = await findCredentialAgain(tx, app.visitorSessions, {
      kind: row.credential_kind as CredentialRef['kind'],
      tenantId: row.credential_tenant_id,
      id: row.credential_id,
    })
    return credential && { credential, tenantId: row.tenant_id }
  })
  if (!found || hasExpired(found.credential.expiresAt)) throw unauthenticated()
  const { credential, tenantId } = found
  return enter(app, credential, tenantId === credential.tenantId ? null : tenantId, visit)
}

type TicketRow = Selectable<Schema['socket_tickets']>

/** Stores a ticket, and deletes the tenant's expired ones. */
async function insertTicket(
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

/** Removes and returns a ticket, so that it works only once; null if there is none. Across tenants only. */
const takeTicket = async (tx: Transaction, hash: string): Promise<TicketRow | null> =>
  (await tx.deleteFrom('socket_tickets').where('ticket_hash', '=', hash).returningAll().executeTakeFirst()) ??
  null
