import { ListSessions, SessionPage } from '#contract/shapes/people.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { actorId } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { toSession } from './session.ts'
import { listOpenSessions } from './session-store.ts'

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
