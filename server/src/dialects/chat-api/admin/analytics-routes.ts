import type { FastifyInstance } from 'fastify'
import { listMembers } from '#features/access/index.ts'
import { browseInbox, listInboxMembers, readFigures } from '#features/inbox/handoff/index.ts'
import { readUsage } from '#features/usage/index.ts'
import type { Application } from '#kernel/application.ts'
import { type Caller, enterAs } from '../caller.ts'
import { standsCalled } from '../conversations.ts'
import { roles } from '../roles.ts'
import { showUsers, statuses } from '../users.ts'
import { allPages } from './all-pages.ts'

const DAY_MS = 24 * 3_600_000
const WEEK_DAYS = 7
const EVER = '1970-01-01T00:00:00.000Z'

/** Statistics, all of them real counts. Days start at midnight UTC. */
export function analyticsRoutes(http: FastifyInstance, app: Application) {
  for (const path of ['/api/v1/admin/analytics/dashboard', '/api/v1/admin/dashboard/stats'])
    http.get(path, async (request) => dashboard(await enterAs(app, request, 'supervisor')))

  http.get('/api/v1/admin/analytics/users', async (request) => {
    const caller = await enterAs(app, request, 'supervisor')
    const members = await membersOf(caller)
    const users = await showUsers(caller.dialectScope, members)
    const since = new Date(app.now().getTime() - WEEK_DAYS * DAY_MS).toISOString()
    const figures = {
      total_users: users.length,
      status_distribution: distribution(
        statuses,
        users.map(({ status }) => status),
      ),
      role_distribution: distribution(
        roles,
        users.map(({ role }) => role),
      ),
      recent_registrations: members.filter(({ createdAt }) => createdAt >= since).length,
    }
    return { ...figures, success: true, data: figures }
  })
}

const distribution = (names: readonly string[], found: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, found.filter((one) => one === name).length]))

const membersOf = ({ scope }: Caller) => allPages((after) => listMembers(scope, { limit: 100, ...after }))

async function dashboard(caller: Caller) {
  const { scope } = caller
  const now = scope.app.now()
  const to = new Date(now.getTime() + DAY_MS).toISOString()
  const midnight = now.toISOString().slice(0, 10)
  const weekAgo = new Date(now.getTime() - (WEEK_DAYS - 1) * DAY_MS).toISOString().slice(0, 10)
  const count = async (...wanted: Parameters<typeof standsCalled>) =>
    (await browseInbox(scope, { offset: 0, limit: 0, stands: standsCalled(...wanted) })).total
  const since = (from: string) => readFigures(scope, { from, to })
  const [members, operators, ever, today, week, open, pending, resolved, ai, human, usage] =
    await Promise.all([
      membersOf(caller),
      listInboxMembers(scope, {}),
      since(EVER),
      since(`${midnight}T00:00:00.000Z`),
      since(`${weekAgo}T00:00:00.000Z`),
      count('open', undefined),
      count('pending', undefined),
      count('resolved', undefined),
      count(undefined, 'ai'),
      count(undefined, 'human'),
      scope.actor.permissions.has('usage:read') ? readUsage(scope, { from: weekAgo, to: midnight }) : null,
    ])
  const { replies, failures, firstTokenMs } = usage?.total ?? { replies: 0, failures: 0, firstTokenMs: null }
  const figures = {
    users: {
      total: members.length,
      active: members.filter(({ isSuspended }) => !isSuspended).length,
      online: operators.items.filter(({ isOnline }) => isOnline).length,
    },
    conversations: {
      total: ever.conversations,
      today: today.conversations,
      open,
      pending,
      resolved,
      ai,
      human,
    },
    messages: { total: sumOf(ever), today: sumOf(today), ...ever.messages },
    performance: {
      avg_response_time: ever.waitedSeconds,
      ai_first_token_ms: firstTokenMs,
      ai_success_rate: replies === 0 ? null : (replies - failures) / replies,
      handover_requests: ever.askedForPerson,
      handover_answered: ever.answeredByPerson,
    },
  }
  const data = { ...figures, today: inShort(today), this_week: inShort(week) }
  return { ...figures, success: true, data }
}

type Figures = Awaited<ReturnType<typeof readFigures>>
const sumOf = ({ messages: { owners, agents, members } }: Figures) => owners + agents + members
const inShort = (figures: Figures) => ({
  conversations: figures.conversations,
  messages: sumOf(figures),
  handover_requests: figures.askedForPerson,
  avg_response_time: figures.waitedSeconds,
})
