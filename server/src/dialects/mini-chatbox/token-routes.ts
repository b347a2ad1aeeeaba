import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { SignedIn } from '#contract/shapes/people.ts'
import { logIn, openScope, refreshSession, signAccessToken } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateBeforeEntry } from '../kit/elevate-scope.ts'
import { enterAnonymously } from '../kit/visit.ts'
import { accept } from './accept.ts'
import { entryRequestOf } from './caller.ts'
import { readBody } from './form.ts'
import { numberOf } from './numbers.ts'
import { openPaths } from './paths.ts'
import { Refusal } from './refusal.ts'

const REQUIRED = 'This field is required.'
const required = (longest: number) => z.string(REQUIRED).min(1, REQUIRED).max(longest)
/** `tenant` is our addition: a person with accounts in several tenants must name one. */
const LogIn = z.object({
  username: required(254),
  password: required(200),
  tenant: z.string().max(100).optional(),
})
const Refresh = z.object({ refresh: required(4_000) })
const Verify = z.object({ token: required(8_000) })

const notValid = () => new Refusal(401, 'Token is invalid or expired', { code: 'token_not_valid' })

/** Access tokens for clients that sign in, in the format of Django's Simple JWT. */
export function tokenRoutes(http: FastifyInstance, app: Application) {
  const open = openPaths(http)

  open('POST', '/api/token', async (request) => {
    const { username, password, tenant } = accept(LogIn, await readBody(request))
    const asked = { email: username.trim(), password, ...(tenant && { tenant }) }
    const signedIn = await logIn(enterAnonymously(app, request), asked).catch(
      refusing('unauthenticated', new Refusal(401, 'No active account found with the given credentials')),
    )
    return { refresh: signedIn.refreshToken, access: await accessOf(app, request, signedIn) }
  })

  open('POST', '/api/token/refresh', async (request) => {
    const { refresh } = accept(Refresh, await readBody(request))
    const signedIn = await refreshSession(enterAnonymously(app, request), { refreshToken: refresh }).catch(
      refusing('unauthenticated', notValid()),
    )
    return { access: await accessOf(app, request, signedIn) }
  })

  open('POST', '/api/token/verify', async (request) => {
    const { token } = accept(Verify, await readBody(request))
    await openScope(app, { token }, entryRequestOf(request).visit).catch(
      refusing('unauthenticated', notValid()),
    )
    return {}
  })
}

/** The access token as its clients read it. */
async function accessOf(app: Application, request: FastifyRequest, { member, tenant, ...tokens }: SignedIn) {
  const elevated = elevateBeforeEntry(app, tenant.id, entryRequestOf(request).visit)
  const userId = await numberOf(elevated, 'user', member.id)
  return signAccessToken(app, tokens, { user_id: userId, token_type: 'access' })
}

/** Replaces one fault of a use-case by the refusal that its clients expect. */
const refusing = (code: Fault['code'], refusal: Refusal) => (error: unknown) => {
  throw error instanceof Fault && error.code === code ? refusal : error
}
