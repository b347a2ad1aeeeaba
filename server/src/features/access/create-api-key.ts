import { uuidv7 } from 'uuidv7'
import { CreateApiKey, CreatedApiKey } from '#contract/shapes/people.ts'
import { findMember } from '#features/people/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { requireMayHandOn, toApiKey } from './api-key.ts'
import { insertApiKey } from './api-key-store.ts'
import { newToken } from './token.ts'

const DAY_MS = 24 * 3_600_000

/** Makes a key with which a program acts as oneself, with all of one's permissions or some. */
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
