import { holds } from './holds.ts'
import { wordsAreTheFields } from './word-rules.ts'

holds('names and texts have the words of the field', wordsAreTheFields, [
  ['server/src/features/knowledge/a.ts', 'export const troubleOf = 1'],
  ['server/src/features/tenants/a.ts', "const path = '/v1/tenant/allowance'"],
  ['server/migrations/9000-later.up.sql', 'CREATE TABLE lessons (id uuid);'],
  ['console/src/messages/en.ts', "export const en = { hint: 'Agents that take the initiative' }"],
  ['server/src/features/messages/mirror-draft.ts', 'export const a = 1'],
])
