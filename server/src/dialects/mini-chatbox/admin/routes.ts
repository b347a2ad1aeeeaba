import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { logIn, openScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault, forbidden, unauthenticated } from '#kernel/fault.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import type { Scope } from '#kernel/scope.ts'
import { findHomeTenant } from '../../kit/home-tenant.ts'
import { enterAnonymously } from '../../kit/visit.ts'
import { accept } from '../accept.ts'
import { type EnterCaller, type EntryRequest, entryRequestOf } from '../caller.ts'
import { conversationRoutes } from '../conversation-routes.ts'
import { readBody } from '../form.ts'
import { mcpRoutes } from '../mcp/routes.ts'
import { mediaRoutes } from '../media.ts'
import { projectRoutes } from '../projects.ts'
import { ragRoutes } from '../rag/routes.ts'
import { Refusal } from '../refusal.ts'
import { settingsRoutes } from '../settings-routes.ts'
import { serveStaticPage } from '../../kit/static-page.ts'
import { userRoutes } from './user-routes.ts'

const SignIn = z.object({
  username: z.string().trim().min(1, 'This field is required.').max(254),
  password: z.string().min(1, 'This field is required.').max(200),
})

/**
 * The admin page of these clients, and its calls: the same as theirs, on the data shared by all callers without an
 * account, for admins of the tenant that owns it.
 */
export function adminRoutes(http: FastifyInstance, app: Application, enterShared: EnterCaller) {
  const enter = openAdmins(app, enterShared)
  serveStaticPage(http, {
    folder: new URL('../../../../pages/mini-chatbox/', import.meta.url),
    path: '/admin/',
    files: '/static/admin',
  })
  http.get('/admin', (_request, reply) => reply.redirect(`${http.prefix}/admin/`))

  http.post('/admin/api/sign-in/', async (request) => {
    const { username: email, password } = accept(SignIn, await readBody(request))
    const tenant = await findHomeTenant(app, { requestId: request.id, signal: never })
    try {
      const { accessToken } = await logIn(enterAnonymously(app, request), { email, password, tenant })
      return { token: accessToken }
    } catch (error) {
      if (error instanceof Fault && error.code === 'unauthenticated')
        throw new Refusal(401, 'The name or the password is wrong.')
      throw error
    }
  })

  void http.register(
    async (inner) => {
      conversationRoutes(inner, enter)
      projectRoutes(inner, enter)
      ragRoutes(inner, app, enter)
      mcpRoutes(inner, app, enter)
      settingsRoutes(inner, app, enter)
      mediaRoutes(inner, enter)
      userRoutes(inner, (request) => requireAdmin(app, entryRequestOf(request)))
    },
    { prefix: '/admin' },
  )
}

const never = new AbortController().signal

/** An admin of the tenant of callers without an account. */
async function requireAdmin(app: Application, { token, visit }: EntryRequest): Promise<Scope> {
  if (token === null) throw unauthenticated()
  const scope = await openScope(app, { token }, visit)
  const { actor, tenantId } = scope
  // A key with only some of the permissions does not count as an admin.
  const isAdmin =
    actor.kind === 'member' && [...permissionsOf('admin')].every((one) => actor.permissions.has(one))
  if (!isAdmin || tenantId !== (await findHomeTenant(app, visit))) throw forbidden()
  return scope
}

/** Lets admins act as the visitor that all callers without an account share. */
const openAdmins =
  (app: Application, enterShared: EnterCaller): EnterCaller =>
  async (knock) => {
    await requireAdmin(app, knock)
    return { ...(await enterShared({ ...knock, token: null })), may: null }
  }
