import { uuidv7 } from 'uuidv7'
import {
  ApiKeyPage,
  ListApiKeys,
  CreateApiKey,
  CreatedApiKey,
  ApiKeyRef,
  type ApiKey,
} from '#contract/shapes/people.ts'
import { findMember, type MemberRow, roleOf } from '#features/people/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { actorId, type Actor } from '#kernel/scope.ts'
import { query, command } from '#kernel/use-case.ts'
import { forbidden, notFound, invalidInput } from '#kernel/fault.ts'
import { type Permission, permissionsOf, tenantPermissions } from '#kernel/permissions.ts'
import { listApiKeyRows, insertApiKey, revokeApiKeys, type ApiKeyRow } from './api-key-store.ts'
import { newToken } from './token.ts'
import { announceEnd } from './session-tokens.ts'

/** Lists the caller's API keys, newest first. Their secrets are never shown again. */
export const listApiKeys = query({
  name: 'api-key.list',
  permission: 'api-key:manage',
  input: ListApiKeys,
  output: ApiKeyPage,
  async run({ tx, scope }, { limit, after }) {
    const rows = await listApiKeyRows(tx, actorId(scope), limit + 1, readCursor(after))
    return pageFrom(rows, limit, toApiKey, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
  },
})

const DAY_MS = 24 * 3_600_000

/** Creates an API key for the caller, with all of their permissions or some. */
export const createApiKey = command({
  name: 'api-key.create',
  permission: 'api-key:manage',
  input: CreateApiKey,
  output: CreatedApiKey,
  secret: true,
  async run({ tx, scope, emit }, { name, scopes, expiresInDays }): Promise<CreatedApiKey> {
    const { kind, id } = scope.actor
    const member = kind === 'member' && id !== null ? await findMember(tx, scope.tenantId, id) : null
    if (!member) throw forbidden('Only members of this tenant can have API keys.')
    requireMayHandOn(scope.actor, member, scopes)
    const { token, hash } = newToken('api-key')
    const row = await insertApiKey(tx, scope.tenantId, {
      id: uuidv7(),
      memberId: member.id,
      name,
      scopes: [...new Set(scopes)],
      secretHash: hash,
      tail: token.slice(-4),
      expiresAt: expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY_MS),
    })
    emit({ type: 'api-key.created', payload: { apiKeyId: row.id, memberId: member.id, tail: row.tail } })
    return { apiKey: toApiKey(row), secret: token }
  },
})

/** Revokes one of the caller's API keys and ends everything open through it. */
export const revokeApiKey = command({
  name: 'api-key.revoke',
  permission: 'api-key:manage',
  input: ApiKeyRef,
  async run(context, { apiKeyId }) {
    const memberId = actorId(context.scope)
    const revoked = await revokeApiKeys(context.tx, memberId, apiKeyId)
    const [key] = revoked
    if (!key) throw notFound('API key')
    announceEnd(context, apiKeyId)
    context.emit({ type: 'api-key.revoked', payload: { apiKeyId, memberId, tail: key.tail } })
  },
})

const nameable: readonly string[] = ['*', 'platform:manage', ...tenantPermissions]

/**
 * Throws unless this actor may grant these scopes of its member: they must exist (`invalid_input`), and the actor's own
 * credential must have them (`forbidden`). `*` is everything the member has, so a limited key cannot grant it.
 */
function requireMayHandOn(actor: Actor, member: MemberRow, scopes: readonly string[]): void {
  const unknown = scopes.find((scope) => !nameable.includes(scope))
  if (unknown !== undefined) {
    const message = `There is no permission "${unknown}".`
    throw invalidInput(message, [{ path: 'scopes', message }])
  }
  const wanted = scopes.includes('*') ? allOf(member) : (scopes as Permission[])
  if (!wanted.every((permission) => actor.permissions.has(permission)))
    throw forbidden('A key holds no permission that its maker lacks.')
}

const allOf = (member: MemberRow): Permission[] => [
  ...permissionsOf(roleOf(member)),
  ...(member.is_platform_admin ? (['platform:manage'] as const) : []),
]

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  tail: row.tail,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})
