import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { SignedIn } from '#contract/shapes/people.ts'
import { logIn, refreshSession, signAccessToken } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateBeforeEntry } from '../kit/elevate-scope.ts'
import { enterAnonymously } from '../kit/visit.ts'
import { readBody } from './body.ts'
import { accept, secret, words } from './fields.ts'
import { numbersOf } from './numbers.ts'
import { Refusal } from './refusal.ts'

/** `tenant` is our addition: a person with accounts in several tenants must name one. */
const LogIn = z.object({
  username: words(254),
  password: secret(200),
  tenant: z.string().max(100).optional(),
})
const Refresh = z.object({ refresh: secret(4_000) })

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
    return { access: await accessOf(app, request, signedIn), refresh: signedIn.refreshToken }
  })

  http.post('/api/auth/refresh/', async (request) => {
    const { refresh } = accept(Refresh, await readBody(request))
    const signedIn = await inWords(
      {
        unauthenticated: new Refusal(401, {
          detail: 'Token is invalid or expired',
          code: 'token_not_valid',
        }),
      },
      refreshSession(enterAnonymously(app, request), { refreshToken: refresh }),
    )
    return { access: await accessOf(app, request, signedIn) }
  })
}

const neverEnds = new AbortController().signal

/** The access token as its clients read it. */
async function accessOf(app: Application, request: FastifyRequest, signedIn: SignedIn): Promise<string> {
  const { member, tenant } = signedIn
  const elevated = elevateBeforeEntry(app, tenant.id, { requestId: request.id, signal: neverEnds })
  const numberOf = await numbersOf(elevated, 'user', [member.id])
  return signAccessToken(app, signedIn, { user_id: numberOf(member.id), token_type: 'access' })
}

/** Replaces some faults of a use-case by the refusals for this call. */
async function inWords<R>(said: Partial<Record<Fault['code'], Refusal>>, calling: Promise<R>): Promise<R> {
  try {
    return await calling
  } catch (error) {
    throw (error instanceof Fault && said[error.code]) || error
  }
}
