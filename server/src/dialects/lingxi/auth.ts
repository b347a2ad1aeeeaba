import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { logIn, refreshSignIn } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { enterAnonymously } from '../visit.ts'
import { readBody } from './body.ts'
import { accept, secret, words } from './fields.ts'
import { Refusal } from './refusal.ts'

/** `tenant` is ours: who has an account with several must say which one is meant. */
const LogIn = z.object({
  username: words(254),
  password: secret(200),
  tenant: z.string().max(100).optional(),
})
const Refresh = z.object({ refresh: secret(2_000) })

/** Signing in, and a new access token. */
export function authRoutes(http: FastifyInstance, app: Application) {
  http.post('/api/auth/login/', async (request) => {
    const { username, password, tenant } = accept(LogIn, await readBody(request))
    const asked = { email: username, password, ...(tenant && { tenant }) }
    const signedIn = await inWords(
      {
        unauthenticated: new Refusal(401, { detail: 'No active account found with the given credentials' }),
        conflict: new Refusal(400, { tenant: ['Several tenants know this account: name one.'] }),
      },
      logIn(enterAnonymously(app, request), asked),
    )
    return { access: signedIn.accessToken, refresh: signedIn.refreshToken }
  })

  http.post('/api/auth/refresh/', async (request) => {
    const { refresh } = accept(Refresh, await readBody(request))
    const { accessToken } = await inWords(
      {
        unauthenticated: new Refusal(401, {
          detail: 'Token is invalid or expired',
          code: 'token_not_valid',
        }),
      },
      refreshSignIn(enterAnonymously(app, request), { refreshToken: refresh }),
    )
    return { access: accessToken }
  })
}

/** Says some faults of a use-case in the words that belong to this call. */
async function inWords<R>(said: Partial<Record<Fault['code'], Refusal>>, calling: Promise<R>): Promise<R> {
  try {
    return await calling
  } catch (error) {
    throw (error instanceof Fault && said[error.code]) || error
  }
}
