import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Member } from '#contract/shapes/people.ts'
import { removeMember } from '#features/access/index.ts'
import { listInboxMembers } from '#features/inbox/handoff/index.ts'
import type { Application } from '#kernel/application.ts'
import { makeMember } from '../../kit/make-member.ts'
import { accept, inQuery, pageFacts, stretchOf } from '../accept.ts'
import { inWords, NewUser, Profile } from '../auth.ts'
import { type Caller, enterAs } from '../caller.ts'
import { forget, note } from '../numbers.ts'
import { badRequest } from '../refusal.ts'
import { fromRole, type Role, roles } from '../roles.ts'
import { nextStamp } from '../stamps.ts'
import { showUser, statuses } from '../users.ts'
import { allUsers, change, elevateFor, requireMember, setStatus, showOne } from './user-work.ts'

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
    const made = await createUser(caller, accept(Made, request.body))
    return showOne(await showUser(caller.dialectScope, made))
  })

  http.get(ONE, async (request) => {
    const { caller, member } = await enter(request, 'supervisor')
    return showOne(await showUser(caller.dialectScope, member))
  })

  http.put(ONE, async (request) => {
    const { caller, member } = await enter(request, 'admin')
    const { full_name: name, role: wanted, status: stand, ...rest } = accept(Changed, request.body)
    if ([name, wanted, stand, ...Object.values(rest)].every((value) => value === undefined))
      throw badRequest('没有提供更新数据')
    const changed = await change(caller, member, { name, role: wanted })
    const kept = stand === undefined ? changed : await setStatus(caller, changed, stand)
    await note(elevateFor(caller), 'user-notes', member.id, { ...rest, updated_at: nextStamp() })
    return showOne(await showUser(caller.dialectScope, kept))
  })

  http.delete(ONE, async (request) => {
    const { caller, member } = await enter(request, 'admin')
    if (member.id === caller.member.id) throw badRequest('不能删除自己的账户')
    await removeMember(caller.scope, { memberId: member.id })
    await forget(elevateFor(caller), 'user-notes', [member.id])
    return { success: true, message: '用户删除成功' }
  })
}

async function createUser(caller: Caller, asked: z.output<typeof Made>): Promise<Member> {
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
  return asked.status === 'active' ? member : setStatus(caller, member, asked.status)
}
