import { Refresh, SignedIn } from '#contract/shapes/people.ts'
import { unauthenticated } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { rotateSignIn } from './rotate-sign-in.ts'
import { entrustedScope } from './scopes.ts'
import { findSignInOfRefresh } from './sign-in-store.ts'
import { hashToken } from './token.ts'

/**
 * Exchanges a refresh token for new tokens. Whoever did not get the answer may ask again and is given the same tokens,
 * as long as nobody has used them. Whoever comes later with a token that was exchanged ends the sign-in.
 */
export const refreshSignIn = flow({
  name: 'sign-in.refresh',
  permission: 'public',
  input: Refresh,
  output: SignedIn,
  secret: true,
  async run({ scope }, { refreshToken }) {
    const signIn = await scope.app.database.system((tx) => findSignInOfRefresh(tx, hashToken(refreshToken)))
    if (!signIn) throw unauthenticated()
    const inTenant = entrustedScope(scope, signIn.tenant_id, {
      kind: 'member',
      id: signIn.member_id,
      name: '',
    })
    const signedIn = await rotateSignIn(inTenant, { signInId: signIn.id, refreshToken })
    if (!signedIn) throw unauthenticated()
    return signedIn
  },
})
