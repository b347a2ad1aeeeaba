import type { Application } from '#kernel/application.ts'
import { unauthenticated } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { type CredentialRef, hasExpired } from './credential.ts'
import { findCredentialAgain } from './find-credential.ts'
import { enter } from './open-scope.ts'
import type { Visit } from './scopes.ts'
import { takeTicket } from './ticket-store.ts'
import { hashToken } from './token.ts'

/**
 * Lets in whoever holds a ticket: where, and as whom, it was asked for, with the rights of this moment. It works once.
 * Throws Fault `unauthenticated` as `openScope` does.
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
