import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { resetPassword } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { accept, queryAndBody } from '../accept.ts'
import { NewUser } from '../auth.ts'
import { enterAs } from '../caller.ts'
import { badRequest } from '../refusal.ts'
import { lowestWith, permissions, permissionsOf } from '../roles.ts'
import { showUser, statuses, type User } from '../users.ts'
import { change, requireMember, setStatus, showOne } from './user-work.ts'

const status = z.enum(statuses)
const ONE = '/api/v1/admin/users/:id'

/** Whether people may sign in, their passwords, and their permissions. */
export function userAccessRoutes(http: FastifyInstance, app: Application) {
  const enter = async (request: FastifyRequest) => {
    const caller = await enterAs(app, request, 'admin')
    return { caller, member: await requireMember(caller, (request.params as { id: string }).id) }
  }

  for (const method of ['POST', 'PUT'] as const)
    http.route({
      method,
      url: `${ONE}/status`,
      handler: async (request) => {
        const { caller, member } = await enter(request)
        const wanted = status.safeParse(queryAndBody(request).status)
        if (!wanted.success) throw badRequest('无效的状态值')
        return showOne(await showUser(caller.dialectScope, await setStatus(caller, member, wanted.data)))
      },
    })

  http.post(`${ONE}/reset-password`, async (request) => {
    const { caller, member } = await enter(request)
    const { new_password: newPassword } = accept(
      z.object({ new_password: NewUser.shape.password }),
      queryAndBody(request),
    )
    await resetPassword(caller.scope, { memberId: member.id, newPassword })
    return { success: true, message: '密码重置成功' }
  })

  http.get('/api/v1/admin/permissions', async (request) => {
    await enterAs(app, request, 'admin')
    const all = permissions.map(({ code, name, description }) => ({ code, name, description }))
    return { success: true, permissions: all, data: { permissions: all } }
  })

  http.get(`${ONE}/permissions`, async (request) => {
    const { caller, member } = await enter(request)
    return permissionsIn(await showUser(caller.dialectScope, member))
  })

  http.put(`${ONE}/permissions`, async (request) => {
    const { caller, member } = await enter(request)
    const asked = accept(z.object({ permissions: z.array(z.string().max(60)).max(50) }), request.body)
    const changed = await change(caller, member, { role: lowestWith(asked.permissions) })
    return permissionsIn(await showUser(caller.dialectScope, changed))
  })
}

const permissionsIn = ({ role: held }: User) => {
  const codes = permissionsOf(held)
  return { success: true, role: held, permissions: codes, data: { role: held, permissions: codes } }
}
