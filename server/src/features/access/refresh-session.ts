import { Refresh, SignedIn } from '#contract/shapes/people.ts'
import { unauthenticated } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { rotateSession } from './rotate-session.ts'
import { entrustedScope } from './scopes.ts'
import { findSessionOfRefresh } from './session-store.ts'
import { hashToken } from './token.ts'

/**
 * Exchanges a refresh token for new tokens. If the response was lost, a repeat returns the same tokens, as long as
 * nobody has used them. A later use of an exchanged token ends the session.
 */
export const refreshSession = flow({
  name: 'session.refresh',
  permission: 'public',
  input: Refresh,
  output: SignedIn,
  secret: true,
  async run({ scope }, { refreshToken }) {
    const session = await scope.app.database.system((tx) => findSessionOfRefresh(tx, hashToken(refreshToken)))
    if (!session) throw unauthenticated()
    const inTenant = entrustedScope(scope, session.tenant_id, {
      kind: 'member',
      id: session.member_id,
      name: '',
    })
    const signedIn = await rotateSession(inTenant, { sessionId: session.id, refreshToken })
    if (!signedIn) throw unauthenticated()
    return signedIn
  },
})
