import type { Session } from '#contract/shapes/people.ts'
import type { Scope } from '#kernel/scope.ts'
import type { SessionRow } from './session-store.ts'

/** A session as its owner sees it. */
export const toSession = (row: SessionRow, scope: Scope): Session => ({
  id: row.id,
  userAgent: row.user_agent,
  address: row.address,
  isCurrent: row.id === scope.credentialId,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
})
