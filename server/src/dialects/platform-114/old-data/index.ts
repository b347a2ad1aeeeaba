import type { OldSystem } from '../../moving-in/moving-in.ts'
import { DIALECT } from '../names.ts'
import { conversations } from './conversations.ts'
import { documents } from './documents.ts'
import { tenants } from './tenants.ts'
import { users } from './users.ts'

/** Its MongoDB database, from a dump: companies, their accounts, documents and conversations. */
export const platform114Data: OldSystem = {
  name: DIALECT,
  signs: {
    tenants: ['_id', 'name'],
    users: ['_id', 'email', 'tenant_id', 'role'],
  },
  hasTenants: true,
  kinds: [tenants, users, documents, conversations],
}
