import { numberIn, oldKind, required } from '../../moving-in/moving-in.ts'
import { takeUser } from '../../moving-in/take-user.ts'
import { DIALECT } from '../numbers.ts'
import { fromRole, roles } from '../roles.ts'
import { uuidIn, wordIn } from './words.ts'

/** Its staff, with the bcrypt hashes of their passwords. */
export const users = oldKind<Parameters<typeof takeUser>[1]>({
  kind: 'users',
  ledger: 'user',
  table: 'users',
  read: (row) => {
    const role = wordIn(row, 'role', roles) ?? 'guest'
    const status = wordIn(row, 'status', ['active', 'inactive', 'suspended']) ?? 'active'
    const id = uuidIn(row)
    return {
      dialect: DIALECT,
      oldId: required(row, 'id'),
      number: numberIn(row, 'id'),
      ...(id !== null && { id }),
      name: required(row, 'email'),
      displayName: (row.full_name ?? '').slice(0, 100),
      passwordHash: row.password_hash ?? '',
      role: fromRole[role],
      isSuspended: status !== 'active',
      notes: {
        role,
        ...(status !== 'active' && { status }),
        ...(row.avatar_url && { avatar_url: row.avatar_url }),
        ...(row.timezone && { timezone: row.timezone }),
        ...(row.language && { language: row.language }),
      },
    }
  },
  take: ({ scope }, user) => takeUser(scope, user),
})
