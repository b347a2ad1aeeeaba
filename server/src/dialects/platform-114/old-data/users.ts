import { uuidv7 } from 'uuidv7'
import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { isTrue, oldKind, required } from '../../moving-in/moving-in.ts'
import { takeUser } from '../../moving-in/take-user.ts'
import { fromHexId } from '../hex-id.ts'
import { DIALECT } from '../names.ts'
import { intoTenant } from './tenants.ts'

interface OldUser {
  readonly tenantId: string | null
  readonly isForServer: boolean
  readonly user: Parameters<typeof takeUser>[1]
}

/** Accounts, each in its company. The operator of the whole server there is an admin of that company here. */
export const users = oldKind<OldUser>({
  kind: 'users',
  ledger: 'user',
  table: 'users',
  read: (row, staging) => {
    const oldId = required(row, '_id').toLowerCase()
    return {
      tenantId: row.tenant_id ?? null,
      isForServer: row.role === 'platform_admin',
      user: {
        dialect: DIALECT,
        oldId,
        id: fromHexId(oldId) ?? uuidv7(),
        name: required(row, 'email'),
        displayName: (row.name || row.username || row.full_name || '').slice(0, 100),
        passwordHash: row.password_hash || row.hashed_password || row.password || '',
        role: roleOf(row, staging),
        isSuspended: isOut(row),
      },
    }
  },
  into: (to, { tenantId }) => intoTenant(to, tenantId),
  take: async ({ scope }, { user, isForServer }) => {
    const taken = await takeUser(scope, user)
    if (!isForServer || !taken.isNew) return taken
    const lost =
      'It ran the whole server there, and is an admin of its tenant here: anybody could give themselves that.'
    return { ...taken, remarks: [...taken.remarks, lost] }
  },
})

const isOut = ({ is_active: active, status }: ForeignRow): boolean =>
  (active !== undefined && active !== null && !isTrue(active)) ||
  ['inactive', 'disabled', 'suspended'].includes(status ?? '')

/** The first admin of a company owns it. */
function roleOf(row: ForeignRow, staging: Staging) {
  if (row.role === 'platform_admin') return 'admin'
  if (row.role !== 'tenant_admin') return 'end_user'
  const others = row.tenant_id ? staging.rowsWith('users', 'tenant_id', row.tenant_id, '_id') : []
  const first = others.find((other) => other.role === 'tenant_admin' && !isOut(other))
  return first?._id === row._id ? 'owner' : 'admin'
}

/** Whether the user with that ID only had the basic role. */
export const isEndUser = (staging: Staging, id: string): boolean => {
  const row = staging.rowWith('users', '_id', id)
  return row !== null && roleOf(row, staging) === 'end_user'
}
