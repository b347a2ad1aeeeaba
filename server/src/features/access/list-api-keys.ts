import { ApiKeyPage, ListApiKeys } from '#contract/shapes/people.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { actorId } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { toApiKey } from './api-key.ts'
import { listApiKeyRows } from './api-key-store.ts'

/** Lists one's own keys, the newest first. Their secrets are never shown again. */
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
