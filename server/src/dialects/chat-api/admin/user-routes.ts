import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Member } from '#contract/shapes/people.ts'
import { changeMember, listMembers, removeMember, resetPassword } from '#features/access/index.ts'
import { listInboxMembers } from '#features/inbox/handoff/index.ts'
import type { Application } from '#kernel/application.ts'
import { elevateScope } from '../../kit/elevate-scope.ts'
import { makeMember } from '../../kit/make-member.ts'
import { accept, inQuery, pageFacts, queryAndBody, stretchOf } from '../accept.ts'
import { inWords, NewUser, Profile } from '../auth.ts'
import { type Caller, enterAs } from '../caller.ts'
import { findId, forget, note, notesOf } from '../numbers.ts'
import { badRequest, noUser } from '../refusal.ts'
import {
  fromRole,
  isRole,
  lowestWith,
  permissions,
  permissionsOf,
  type Role,
  roles,
  toRole,
} from '../roles.ts'
import { nextStamp } from '../stamps.ts'
import { showUser, showUsers, statuses, type User } from '../users.ts'
import { allPages } from './all-pages.ts'

const role = z.enum(roles)
const status = z.enum(statuses)
const Made = NewUser.extend({ role: role.default('agent'), status: status.default('active') })
const Changed = Profile.extend({
  full_name: z.string().trim().min(1).max(100).optional(),
  role: role.optional(),
  status: status.optional(),
})
const ONE = '/api/v1/admin/users/:id'

/** People with an account. */
export function userRoutes(http: FastifyInstance, app: Application) {
  const enter = async (request: FastifyRequest, least: Role) => {
    const caller = await enterAs(app, request, least)
    return { caller, member: await requireMember(caller, (request.params as { id: string }).id) }
  }
  const shown = (user: User) => ({ ...user, success: true, data: { ...user, user } })

  http.get('/api/v1/admin/users', async (request) => {
    const caller = await enterAs(app, request, 'supervisor')
    const stretch = stretchOf(request)
    const search = inQuery(request, 'search')
    const [wantedRole, wantedStatus] = [inQuery(request, 'role'), inQuery(request, 'status')]
    const found = (await allUsers(caller, search)).filter(
      (user) =>
        (wantedRole === undefined || user.role === wantedRole) &&
        (wantedStatus === undefined || user.status === wantedStatus),
    )
    const users = found.slice(stretch.offset, stretch.offset + stretch.size)
    const facts = pageFacts(stretch, found.length)
    return { success: true, users, ...facts, data: { users, ...facts } }
  })

  http.get('/api/v1/admin/users/stats', async (request) => {
    const caller = await enterAs(app, request, 'admin')
    const users = await allUsers(caller)
    const { items } = await listInboxMembers(caller.scope, {})
    const count = (wanted: Role) => users.filter((user) => user.role === wanted).length
    const stats = {
      total_users: users.length,
      active_users: users.filter((user) => user.status === 'active').length,
      admin_count: count('admin'),
      supervisor_count: count('supervisor'),
      agent_count: count('agent'),
      online_users: items.filter(({ isOnline }) => isOnline).length,
    }
    return { ...stats, success: true, data: stats }
  })

  http.post('/api/v1/admin/users', async (request) => {
    const caller = await enterAs(app, request, 'admin')
    const asked = accept(Made, request.body)
    const member = await inWords(
      { conflict: badRequest('邮箱已被注册') },
      makeMember(caller.scope, {
        email: asked.email,
        password: asked.password,
        name: asked.full_name,
        role: fromRole[asked.role],
      }),
    )
    const { avatar_url, timezone, language } = asked
    await note(elevateFor(caller), 'user-notes', member.id, {
      avatar_url,
      timezone,
      language,
      role: asked.role,
    })
    const kept = asked.status === 'active' ? member : await setStatus(caller, member, asked.status)
    return shown(await showUser(caller.dialectScope, kept))
  })

  http.get(ONE, async (request) => {
    const { caller, member } = await enter(request, 'supervisor')
    return shown(await showUser(caller.dialectScope, member))
  })

  http.put(ONE, async (request) => {
    const { caller, member } = await enter(request, 'admin')
    const { full_name: name, role: wanted, status: stand, ...rest } = accept(Changed, request.body)
    if ([name, wanted, stand, ...Object.values(rest)].every((value) => value === undefined))
      throw badRequest('没有提供更新数据')
    const changed = await change(caller, member, { name, role: wanted })
    const kept = stand === undefined ? changed : await setStatus(caller, changed, stand)
    await note(elevateFor(caller), 'user-notes', member.id, { ...rest, updated_at: nextStamp() })
    return shown(await showUser(caller.dialectScope, kept))
  })

  http.delete(ONE, async (request) => {
    const { caller, member } = await enter(request, 'admin')
    if (member.id === caller.member.id) throw badRequest('不能删除自己的账户')
    await removeMember(caller.scope, { memberId: member.id })
    await forget(elevateFor(caller), 'user-notes', [member.id])
    return { success: true, message: '用户删除成功' }
  })

  for (const method of ['POST', 'PUT'] as const)
    http.route({
      method,
      url: `${ONE}/status`,
      handler: async (request) => {
        const { caller, member } = await enter(request, 'admin')
        const wanted = status.safeParse(queryAndBody(request).status)
        if (!wanted.success) throw badRequest('无效的状态值')
        return shown(await showUser(caller.dialectScope, await setStatus(caller, member, wanted.data)))
      },
    })

  http.post(`${ONE}/reset-password`, async (request) => {
    const { caller, member } = await enter(request, 'admin')
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
    const { caller, member } = await enter(request, 'admin')
    return permissionsIn(await showUser(caller.dialectScope, member))
  })

  http.put(`${ONE}/permissions`, async (request) => {
    const { caller, member } = await enter(request, 'admin')
    const asked = accept(z.object({ permissions: z.array(z.string().max(60)).max(50) }), request.body)
    const changed = await change(caller, member, { role: lowestWith(asked.permissions) })
    return permissionsIn(await showUser(caller.dialectScope, changed))
  })
}

/** For what is noted of accounts, by whoever changes them. */
const elevateFor = ({ scope }: Caller) => elevateScope(scope, { asked: 'member:manage' })

const permissionsIn = ({ role: held }: User) => {
  const codes = permissionsOf(held)
  return { success: true, role: held, permissions: codes, data: { role: held, permissions: codes } }
}

async function allUsers({ scope, dialectScope }: Caller, search?: string): Promise<User[]> {
  const members = await allPages((after) =>
    listMembers(scope, { limit: 100, ...after, ...(search && { search: search.slice(0, 200) }) }),
  )
  return showUsers(dialectScope, members)
}

async function requireMember({ scope, dialectScope }: Caller, named: unknown): Promise<Member> {
  const id = await findId(dialectScope, 'user', named)
  const members = id === null ? [] : await allPages((after) => listMembers(scope, { limit: 100, ...after }))
  const found = members.find((member) => member.id === id)
  if (!found) throw noUser()
  return found
}

async function change(
  caller: Caller,
  member: Member,
  { name, role: wanted }: { name?: string | undefined; role?: Role | undefined },
): Promise<Member> {
  const { scope, dialectScope } = caller
  const notes = (await notesOf(dialectScope, 'user-notes', [member.id]))(member.id)
  const isNew = wanted !== undefined && wanted !== toRole(member, notes)
  const changed = await changeMember(scope, {
    memberId: member.id,
    ...(name !== undefined && { name }),
    ...(isNew && { role: fromRole[wanted] }),
  })
  if (isNew && isRole(wanted)) await note(elevateFor(caller), 'user-notes', member.id, { role: wanted })
  return changed
}

async function setStatus(caller: Caller, member: Member, wanted: User['status']) {
  const { scope, member: own } = caller
  if (member.id === own.id && wanted !== 'active') throw badRequest('不能禁用自己的账户')
  const changed = await changeMember(scope, { memberId: member.id, isSuspended: wanted !== 'active' })
  await note(elevateFor(caller), 'user-notes', member.id, { status: wanted })
  return changed
}
