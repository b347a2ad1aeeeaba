import type { VisitorSession, VisitorSessions } from '#kernel/visitor-session.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import {
  findMember,
  findSurvivor,
  findVisitor,
  findVisitorOfToken,
  roleOf,
  type VisitorRow,
} from '#features/people/index.ts'
import { type ApiKeyRow, findApiKey, findApiKeyOfSecret } from './api-key-store.ts'
import type { Credential, CredentialRef } from './credential.ts'
import { findSession, findSessionOfAccess, notePairUse, type SessionRow } from './session-store.ts'
import type { SignedToken } from './signed-token.ts'
import { hashToken, kindOf } from './token.ts'

/**
 * The credential of a token; null for one that is unknown, ended or revoked, or whose member is suspended. Across
 * tenants only. The caller checks the expiry, each time.
 */
export async function findCredential(
  tx: Transaction,
  visitorSessions: VisitorSessions,
  token: string,
): Promise<Credential | null> {
  const hash = hashToken(token)
  switch (kindOf(token)) {
    case 'access':
      return ofSession(tx, await usedSession(tx, hash), 'access')
    case 'api-key':
      return ofApiKey(tx, await findApiKeyOfSecret(tx, hash))
    case 'visitor':
      return ofVisitor(tx, await findVisitorOfToken(tx, hash))
    case 'visitor-session':
      return ofVisitorSession(tx, await visitorSessions.find(tx, hash))
    default:
      return null
  }
}

/** The session of an access token. Once the token was used, its pair is not returned again to a repeated refresh. */
async function usedSession(tx: Transaction, accessHash: string): Promise<SessionRow | null> {
  const row = await findSessionOfAccess(tx, accessHash)
  if (row) await noteShown(tx, row)
  return row
}

async function noteShown(tx: Transaction, row: SessionRow): Promise<void> {
  if (row.pair_salt !== null && row.pair_used_at === null) await notePairUse(tx, row)
}

/** The credential of a signed token, by the session it names. Each one made from a session is valid by itself. */
export async function findCredentialOfSigned(
  tx: Transaction,
  { tenantId, sessionId, accessHash, expiresAt }: SignedToken,
): Promise<Credential | null> {
  const row = await findSession(tx, tenantId, sessionId)
  if (row?.access_hash === accessHash) await noteShown(tx, row)
  const credential = await ofSession(tx, row, 'refresh')
  return credential && { ...credential, expiresAt }
}

/** The same for a recently proved credential, found by its reference. */
export async function findCredentialAgain(
  tx: Reader,
  visitorSessions: VisitorSessions,
  { kind, tenantId, id }: CredentialRef,
): Promise<Credential | null> {
  switch (kind) {
    case 'session':
      return ofSession(tx, await findSession(tx, tenantId, id), 'refresh')
    case 'api-key':
      return ofApiKey(tx, await findApiKey(tx, tenantId, id))
    case 'visitor':
      return ofVisitor(tx, await findVisitor(tx, tenantId, id))
    case 'visitor-session':
      return ofVisitorSession(tx, await visitorSessions.findAgain(tx, tenantId, id))
  }
}

async function ofSession(
  tx: Reader,
  row: SessionRow | null,
  expiresWith: 'access' | 'refresh',
): Promise<Credential | null> {
  if (!row || row.ended_at) return null
  return ofMember(tx, {
    kind: 'session',
    tenantId: row.tenant_id,
    id: row.id,
    memberId: row.member_id,
    scopes: null,
    expiresAt: expiresWith === 'access' ? row.access_expires_at : row.refresh_expires_at,
  })
}

async function ofApiKey(tx: Reader, row: ApiKeyRow | null): Promise<Credential | null> {
  if (!row || row.revoked_at) return null
  return ofMember(tx, {
    kind: 'api-key',
    tenantId: row.tenant_id,
    id: row.id,
    memberId: row.member_id,
    scopes: row.scopes,
    expiresAt: row.expires_at,
  })
}

async function ofMember(
  tx: Reader,
  { memberId, ...credential }: Omit<Credential, 'holder'> & { memberId: string },
): Promise<Credential | null> {
  const member = await findMember(tx, credential.tenantId, memberId)
  if (!member || member.is_suspended) return null
  return {
    ...credential,
    holder: {
      kind: 'member',
      id: member.id,
      name: member.name,
      role: roleOf(member),
      isPlatformAdmin: member.is_platform_admin,
    },
  }
}

/** A merged visitor is the visitor it was merged into: one person, however many tokens they have. */
async function ofVisitor(tx: Reader, row: VisitorRow | null): Promise<Credential | null> {
  if (!row?.token_hash) return null
  const { id, name } = await findSurvivor(tx, row)
  return {
    kind: 'visitor',
    tenantId: row.tenant_id,
    id: row.id,
    holder: { kind: 'visitor', id, name, role: 'visitor', isPlatformAdmin: false },
    scopes: null,
    expiresAt: row.token_expires_at,
  }
}

/** The permissions within a widget. */
const inWidget: readonly Permission[] = [
  'profile:read',
  'conversation:read',
  'conversation:write',
  'message:send',
  'reply:control',
  'event:follow',
  'file:write',
  'memory:read',
  'memory:write',
  'widget:use',
]

/** Once a site has verified a person’s identity, nobody enters as them without proof, however the two were merged. */
async function ofVisitorSession(
  tx: Reader,
  visitorSession: VisitorSession | null,
): Promise<Credential | null> {
  const row = visitorSession && (await findVisitor(tx, visitorSession.tenantId, visitorSession.visitorId))
  if (!row) return null
  const { id, name, verified_at, erasing_at } = await findSurvivor(tx, row)
  if (erasing_at !== null || (verified_at !== null && !visitorSession.isVerified)) return null
  return {
    kind: 'visitor-session',
    tenantId: visitorSession.tenantId,
    id: visitorSession.id,
    holder: { kind: 'visitor', id, name, role: 'visitor', isPlatformAdmin: false },
    scopes: inWidget,
    expiresAt: visitorSession.expiresAt,
    visitorSession,
  }
}
