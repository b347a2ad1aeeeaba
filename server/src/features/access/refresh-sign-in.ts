import { Refresh, SignedIn } from '#contract/shapes/people.ts'
import { unauthenticated } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { rotateSignIn } from './rotate-sign-in.ts'
import { entrustedScope } from './scopes.ts'
import { findSignInOfRefresh } from './sign-in-store.ts'
import { hashToken } from './token.ts'

/**
 * Exchanges a refresh token for new tokens, once. Of several calls with the same token one wins; the others are
 * refused and end nothing if they come within ten seconds, since tabs of one browser race. Later ones end the sign-in.
 */
export const refreshSignIn = flow({
  name: 'sign-in.refresh',
  permission: 'public',
  input: Refresh,
  output: SignedIn,
  secret: true,
  async run({ scope }, { refreshToken }) {
    const refreshHash = hashToken(refreshToken)
    const signIn = await scope.app.database.system((tx) => findSignInOfRefresh(tx, refreshHash))
    if (!signIn) throw unauthenticated()
    const inTenant = entrustedScope(scope, signIn.tenant_id, {
      kind: 'member',
      id: signIn.member_id,
      name: '',
    })
    const signedIn = await rotateSignIn(inTenant, { signInId: signIn.id, refreshHash })
    if (!signedIn) throw unauthenticated()
    return signedIn
  },
})
