import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { SignedIn } from '#contract/shapes/people.ts'
import {
  changePassword,
  changeProfile,
  logIn,
  logOut,
  refreshSession,
  register,
  signAccessToken,
} from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateBeforeEntry, elevateScope } from '../kit/elevate-scope.ts'
import { enterAnonymously } from '../kit/visit.ts'
import { accept } from './accept.ts'
import { enterCaller, visitOf } from './caller.ts'
import { note } from './numbers.ts'
import { badRequest, needsSignIn, notAllowed } from './refusal.ts'
import { permissionsOf } from './roles.ts'
import { nextStamp } from './stamps.ts'
import { showUser, toSignedInUser, type User } from './users.ts'

const email = z.string().trim().min(1).max(254)
/** `tenant` is our addition: a person with accounts in several tenants must name one. */
const LogIn = z.object({
  email,
  password: z.string().min(1).max(200),
  tenant: z.string().max(100).optional(),
})
const password = z
  .string()
  .min(8)
  .max(128)
  .regex(/\p{L}/u, '密码必须包含至少一个字母')
  .regex(/\d/, '密码必须包含至少一个数字')
export const Profile = z.object({
  avatar_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullish(),
  timezone: z.string().trim().min(1).max(60).optional(),
  language: z.string().trim().min(1).max(20).optional(),
})
const fullName = z.string().trim().min(1).max(100)
/** A role or a state in the body is ignored. */
export const NewUser = Profile.extend({ email: z.email().max(254), password, full_name: fullName })
const Register = NewUser.extend({
  tenant: z.string().max(100).optional(),
  invitation_token: z.string().max(200).optional(),
})
const ProfileChange = Profile.extend({ full_name: fullName.optional() })
const Refresh = z.object({ refresh_token: z.string().min(1).max(4_000) })
const NewPassword = z.object({ old_password: z.string().min(1).max(200), new_password: password })

const secondsUntil = (instant: string) => Math.round((Date.parse(instant) - Date.now()) / 1_000)

/** Signing in, and the caller's own account. */
export function authRoutes(http: FastifyInstance, app: Application) {
  signInRoutes(http, app)
  accountRoutes(http, app)
}

function signInRoutes(http: FastifyInstance, app: Application) {
  http.post('/api/v1/auth/login', async (request) => {
    const asked = accept(LogIn, request.body)
    const signedIn = await inWords(
      {
        unauthenticated: needsSignIn('邮箱或密码错误'),
        conflict: badRequest('该账户属于多个租户，请提供 tenant'),
      },
      logIn(enterAnonymously(app, request), {
        email: asked.email,
        password: asked.password,
        ...(asked.tenant && { tenant: asked.tenant }),
      }),
    )
    const user = await showUser(elevatedFor(app, request, signedIn), signedIn.member)
    const accessToken = await accessOf(app, signedIn, user)
    const tokens = {
      access_token: accessToken,
      refresh_token: signedIn.refreshToken,
      token_type: 'bearer',
      expires_in: secondsUntil(signedIn.accessTokenExpiresAt),
    }
    const permissions = user.role === 'admin' ? ['admin'] : ['user']
    return {
      success: true,
      data: { user: toSignedInUser(user), ...tokens, token: accessToken, permissions },
      ...tokens,
    }
  })

  http.post('/api/v1/auth/register', async (request) => {
    const {
      email: address,
      full_name: name,
      tenant,
      invitation_token,
      ...asked
    } = accept(Register, request.body)
    const signedIn = await inWords(
      { conflict: badRequest('邮箱已被注册'), forbidden: notAllowed('注册需要邀请') },
      register(enterAnonymously(app, request), {
        email: address,
        password: asked.password,
        name,
        ...(tenant && { tenant }),
        ...(invitation_token && { invitationToken: invitation_token }),
      }),
    )
    const elevated = elevatedFor(app, request, signedIn)
    const { avatar_url, timezone, language } = asked
    await note(elevated, 'user-notes', signedIn.member.id, { avatar_url, timezone, language })
    return showUser(elevated, signedIn.member)
  })

  http.post('/api/v1/auth/refresh', async (request) => {
    const { refresh_token: refreshToken } = accept(Refresh, request.body)
    const signedIn = await inWords(
      { unauthenticated: needsSignIn('刷新令牌无效或已过期') },
      refreshSession(enterAnonymously(app, request), { refreshToken }),
    )
    const user = await showUser(elevatedFor(app, request, signedIn), signedIn.member)
    const accessToken = await accessOf(app, signedIn, user)
    const tokens = {
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: secondsUntil(signedIn.accessTokenExpiresAt),
      // One is good for as long as the sign-in lasts.
      refresh_token: null,
    }
    return { ...tokens, success: true, data: { ...tokens, token: accessToken } }
  })
}

function accountRoutes(http: FastifyInstance, app: Application) {
  http.get('/api/v1/auth/me', async (request) => {
    const { dialectScope, member } = await enterCaller(app, request)
    const user = await showUser(dialectScope, member)
    return { ...user, success: true, data: { user } }
  })

  http.get('/api/v1/auth/current-user', async (request) => {
    const { dialectScope, member } = await enterCaller(app, request)
    const user = await showUser(dialectScope, member)
    return { success: true, data: { user: toSignedInUser(user), permissions: permissionsOf(user.role) } }
  })

  http.put('/api/v1/auth/me', async (request) => {
    const { scope, dialectScope, member } = await enterCaller(app, request)
    const { full_name: name, ...rest } = accept(ProfileChange, request.body)
    const elevated = elevateScope(scope, { asked: 'profile:write' })
    const changed = name === undefined ? member : await changeProfile(scope, { name })
    await note(elevated, 'user-notes', member.id, { ...rest, updated_at: nextStamp() })
    return showUser(dialectScope, changed)
  })

  http.post('/api/v1/auth/change-password', async (request) => {
    const { scope } = await enterCaller(app, request)
    const { old_password: currentPassword, new_password: newPassword } = accept(NewPassword, request.body)
    await changePassword(scope, { currentPassword, newPassword }).catch((error: unknown) => {
      const isOld = error instanceof Fault && error.fields?.some(({ path }) => path === 'currentPassword')
      throw isOld ? badRequest('旧密码错误') : error
    })
    return { success: true, message: '密码修改成功' }
  })

  http.post('/api/v1/auth/logout', async (request) => {
    const { scope } = await enterCaller(app, request)
    await logOut(scope, {})
    return { success: true, message: '登出成功' }
  })
}

/** An elevated scope for data about a member who has just signed in. */
const elevatedFor = (app: Application, request: FastifyRequest, { tenant }: SignedIn) =>
  elevateBeforeEntry(app, tenant.id, visitOf(request))

/** The access token as its clients read it. */
const accessOf = (app: Application, signedIn: SignedIn, { id, email: address, role, full_name }: User) =>
  signAccessToken(app, signedIn, { sub: String(id), email: address, role, full_name })

/** Replaces some faults of a use-case by the refusals for this call. */
export async function inWords<R>(
  words: Partial<Record<Fault['code'], Error>>,
  calling: Promise<R>,
): Promise<R> {
  try {
    return await calling
  } catch (error) {
    throw (error instanceof Fault && words[error.code]) || error
  }
}
