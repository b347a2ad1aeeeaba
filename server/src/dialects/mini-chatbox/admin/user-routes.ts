import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Member, MemberRole } from '#contract/shapes/people.ts'
import { changeMember, listMembers } from '#features/access/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { makeMember } from '../../kit/make-member.ts'
import { accept, inPath } from '../accept.ts'
import { readBody } from '../form.ts'
import { openPaths } from '../paths.ts'
import { fieldsRefused } from '../refusal.ts'

const PAGE = 100

const NewUser = z.object({
  email: z.email('Enter a valid email address.').max(254),
  name: z.string('This field is required.').trim().min(1, 'This field is required.').max(100),
  password: z.string('This field is required.').min(8, 'At least 8 characters are needed.').max(200),
  role: MemberRole.default('end_user'),
})
const Change = z.object({ role: MemberRole.optional(), isSuspended: z.boolean().optional() })

/** People with an account, for admins; each call does what its caller may do to members elsewhere. */
export function userRoutes(http: FastifyInstance, enter: (request: FastifyRequest) => Promise<Scope>) {
  const open = openPaths(http)

  open('GET', '/api/users', async (request) => {
    const users: Member[] = []
    const scope = await enter(request)
    for (let after: string | null = null, isMore = true; isMore; isMore = after !== null) {
      const page: Awaited<ReturnType<typeof listMembers>> = await listMembers(scope, {
        limit: PAGE,
        ...(after !== null && { after }),
      })
      users.push(...page.items)
      after = page.nextCursor
    }
    return { users: users.map(toUser), count: users.length }
  })

  open('POST', '/api/users', async (request, reply) => {
    const scope = await enter(request)
    const asked = accept(NewUser, await readBody(request))
    const member = await makeMember(scope, asked).catch((error: unknown) => {
      const isTaken = error instanceof Fault && error.code === 'conflict'
      throw isTaken
        ? fieldsRefused([{ field: 'email', message: 'Somebody has this address already.' }])
        : error
    })
    return reply.code(201).send({ user: toUser(member) })
  })

  open('PUT', '/api/users/:userId', async (request) => {
    const scope = await enter(request)
    const { role, isSuspended } = accept(Change, await readBody(request))
    const member = await changeMember(scope, {
      memberId: inPath(request, 'userId'),
      ...(role && { role }),
      ...(isSuspended !== undefined && { isSuspended }),
    })
    return { user: toUser(member) }
  })
}

const toUser = ({ id, name, email, role, isSuspended, createdAt, lastSeenAt }: Member) => ({
  id,
  name,
  email,
  role,
  isSuspended,
  createdAt,
  lastSeenAt,
})
