import { ListSessions, SessionPage, type Session } from '#contract/shapes/people.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { listOpenSessions, type SessionRow } from './session-store.ts'

/** Lists where one is signed in, the newest first. */
export const listSessions = query({
  name: 'session.list',
  permission: 'profile:write',
  input: ListSessions,
  output: SessionPage,
  async run({ tx, scope }, { limit, after }) {
    const rows = await listOpenSessions(tx, actorId(scope), limit + 1, readCursor(after))
    return pageFrom(
      rows,
      limit,
      (row) => toSession(row, scope),
      (row) => ({ at: row.created_at.toISOString(), id: row.id }),
    )
  },
})

/** A session as its owner sees it. */
const toSession = (row: SessionRow, scope: Scope): Session => ({
  id: row.id,
  userAgent: row.user_agent,
  address: row.address,
  isCurrent: row.id === scope.credentialId,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
})
