import type { SignIn } from '#contract/shapes/people.ts'
import type { Scope } from '#kernel/scope.ts'
import type { SignInRow } from './sign-in-store.ts'

/** A sign-in as its owner sees it. */
export const toSignIn = (row: SignInRow, scope: Scope): SignIn => ({
  id: row.id,
  userAgent: row.user_agent,
  address: row.address,
  isCurrent: row.id === scope.credentialId,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
})
