import type { accessRoutes } from '#contract/routes/access.ts'
import type { Calls } from './calls.ts'
import type { TokenStore } from './tokens.ts'
import type { Transport } from './transport.ts'

type Auth = Calls<typeof accessRoutes>['auth']

/** Signing in and out. The tokens are also put into the client’s token store, if it has one. */
export function signingIn({ bearer }: Transport, calls: Auth, tokens: TokenStore | null): Auth {
  const keeping =
    <Args extends unknown[], R extends Parameters<TokenStore['write']>[0]>(
      call: (...args: Args) => Promise<R>,
    ) =>
    async (...args: Args): Promise<R> => {
      const signedIn = await call(...args)
      tokens?.write(signedIn)
      return signedIn
    }
  return {
    ...calls,
    setUp: keeping(calls.setUp),
    register: keeping(calls.register),
    logIn: keeping(calls.logIn),
    /** Ends the session. The tokens are dropped afterwards, even if the server could not be reached. */
    async logOut() {
      try {
        if (bearer.current() !== null) await calls.logOut()
      } finally {
        tokens?.write(null)
      }
    },
  }
}
