import { z } from 'zod'
import { ListSessions, SessionPage, type Session, SessionRef } from '#contract/shapes/people.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { query, command, flow } from '#kernel/use-case.ts'
import { notFound, conflict } from '#kernel/fault.ts'
import { listOpenSessions, type SessionRow } from './session-store.ts'
import { endAndTell, closeSession } from './close-session.ts'
import { credentialOf, entrustedScope } from './scopes.ts'

/** Lists the caller's sessions, newest first. */
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

/** Ends one of the caller's sessions at once. */
export const endSession = command({
  name: 'session.end',
  permission: 'profile:write',
  input: SessionRef,
  async run(context, { sessionId }) {
    const memberId = actorId(context.scope)
    const ended = await endAndTell(context, { memberId, only: sessionId }, 'signed out from another device')
    if (ended === 0) throw notFound('session')
  },
})

/** Ends the caller's current session: both of its tokens, and everything open through it. */
export const logOut = flow({
  name: 'session.log-out',
  permission: 'profile:read',
  input: z.strictObject({}),
  async run({ scope }) {
    const credential = credentialOf(scope)
    if (credential?.kind !== 'session')
      throw conflict('There is no session to end. To disable an API key, revoke it.')
    // A platform admin may be in another tenant than that of their session.
    const home = entrustedScope(scope, credential.tenantId, scope.actor)
    await closeSession(home, { sessionId: credential.id, reason: 'logged out' })
  },
})
