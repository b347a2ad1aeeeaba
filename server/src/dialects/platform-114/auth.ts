import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SignedIn } from '#contract/shapes/people.ts'
import { logIn, readMe, refreshSession, register, signAccessToken } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { bearerToken, enterAnonymously } from '../kit/visit.ts'
import { accept } from './accept.ts'
import { enterCaller } from './caller.ts'
import { findTenantOfHexId } from './find-tenant.ts'
import { notAllowed, Refusal } from './refusal.ts'
import { toUser } from './translate.ts'

const tenantId = z.string().max(100).nullish()
const Register = z.object({
  email: z.email().max(254),
  password: z.string().min(8).max(200),
  name: z.string().trim().min(1).max(100),
  tenant_id: tenantId,
  /** Part of the format, but without effect. */
  role: z.string().max(40).nullish(),
  invitation_token: z.string().max(200).nullish(),
})
const LogIn = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  tenant_id: tenantId,
})
const Refresh = z.object({ refresh_token: z.string().min(1).max(4_000).optional() })

/** Registration, sign-in, and the caller's account. */
export function authRoutes(http: FastifyInstance, app: Application) {
  http.post('/v1/auth/register', async (request, reply) => {
    const { email, password, name, invitation_token, ...asked } = accept(Register, request.body)
    const tenant = await tenantNamed(app, asked.tenant_id)
    // The role in the body is ignored: an invitation determines it, and without one it is the lowest.
    const { member } = await inWords(
      { conflict: new Refusal(400, '電子郵件已被註冊') },
      register(enterAnonymously(app, request), {
        email,
        password,
        name,
        ...(tenant && { tenant }),
        ...(invitation_token && { invitationToken: invitation_token }),
      }),
    )
    return reply.code(201).send({ success: true, message: '註冊成功', user: toUser(member) })
  })

  http.post('/v1/auth/login', async (request) => {
    const { email, password, tenant_id } = accept(LogIn, request.body)
    const tenant = await tenantNamed(app, tenant_id)
    const signedIn = await inWords(
      {
        unauthenticated: new Refusal(401, '電子郵件或密碼錯誤'),
        conflict: new Refusal(400, '此帳號屬於多個租戶，請提供 tenant_id'),
      },
      logIn(enterAnonymously(app, request), { email, password, ...(tenant && { tenant }) }),
    )
    return {
      success: true,
      message: '登入成功',
      access_token: await accessOf(app, signedIn),
      refresh_token: signedIn.refreshToken,
      user: toUser(signedIn.member),
    }
  })

  http.get('/v1/auth/me', async (request) => {
    const { scope } = await enterCaller(app, request)
    const { member } = await readMe(scope, {})
    if (!member) throw notAllowed()
    return { success: true, user: toUser(member) }
  })

  // The token to exchange comes like other tokens, or in the body.
  http.post('/v1/auth/refresh', async (request) => {
    const refreshToken = accept(Refresh, request.body).refresh_token ?? bearerToken(request.headers)
    if (refreshToken === null) throw new Refusal(401, '缺少 Token')
    const signedIn = await refreshSession(enterAnonymously(app, request), { refreshToken })
    const access_token = await accessOf(app, signedIn)
    return { success: true, access_token, refresh_token: signedIn.refreshToken }
  })
}

/** The access token as its clients read it. */
function accessOf(app: Application, signedIn: SignedIn): Promise<string> {
  const { id, tenant_id, role } = toUser(signedIn.member)
  return signAccessToken(app, signedIn, { sub: id, tenant_id, role, type: 'access' })
}

/** The tenant named in a body: by their 24 digits, or by slug. Undefined if there is none. */
async function tenantNamed(app: Application, named: string | null | undefined): Promise<string | undefined> {
  if (!named) return undefined
  return (await findTenantOfHexId(app, named)) ?? named
}

/** Replaces some faults of a use-case by the refusals for this call. */
async function inWords<R>(words: Partial<Record<Fault['code'], Refusal>>, calling: Promise<R>): Promise<R> {
  try {
    return await calling
  } catch (error) {
    throw (error instanceof Fault && words[error.code]) || error
  }
}
