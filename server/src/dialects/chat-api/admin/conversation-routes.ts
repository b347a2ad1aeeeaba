import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { markRead } from '#features/conversations/index.ts'
import { addNote, browseInbox } from '#features/inbox/handoff/index.ts'
import type { Application } from '#kernel/application.ts'
import { accept, inQuery, pageFacts, queryAndBody, stretchOf } from '../accept.ts'
import { type Caller, enterAs } from '../caller.ts'
import { showConversation, showConversations, standsCalled, type Status, statuses } from '../conversations.ts'
import { numbersIn, toNote } from '../messages.ts'
import { findId } from '../numbers.ts'
import { badRequest } from '../refusal.ts'
import { answer, assignTo, requireConversation, setStatus, switchTo, takeOver } from './inbox-work.ts'
import { findMatching, listBySteps } from './find-conversations.ts'
import { readPage } from './read-page.ts'

const CONTENT_CHARACTERS = 4_000
const content = z.string().trim().min(1).max(CONTENT_CHARACTERS)
const Said = z.object({ content, is_private: z.boolean().default(false) })
const asBoolean = (value: string | undefined) => value === 'true' || value === '1'

const ONE = '/api/v1/admin/conversations/:id'

/** The inbox over HTTP. Agents do an agent's job here. */
export function conversationRoutes(http: FastifyInstance, app: Application) {
  const enter = async (request: FastifyRequest) => {
    const caller = await enterAs(app, request, 'agent')
    const item = await requireConversation(caller, (request.params as { id: string }).id)
    return { caller, item, asked: queryAndBody(request) }
  }
  readRoutes(http, app, enter)
  messageRoutes(http, enter)
  workRoutes(http, enter)
}

type Enter = (
  request: FastifyRequest,
) => Promise<{ caller: Caller; item: InboxConversation; asked: Record<string, unknown> }>

function readRoutes(http: FastifyInstance, app: Application, enter: Enter) {
  http.get('/api/v1/admin/conversations', async (request) => {
    const caller = await enterAs(app, request, 'agent')
    const { scope, dialectScope } = caller
    const stretch = stretchOf(request)
    const { items, total } = await listBySteps(caller, await wantedIn(caller, request), stretch)
    const conversations = await showConversations(scope, dialectScope, items)
    const facts = pageFacts(stretch, total)
    return { success: true, conversations, ...facts, data: { conversations, ...facts } }
  })

  http.get('/api/v1/admin/conversations/stats', async (request) => {
    const { scope } = await enterAs(app, request, 'agent')
    const count = async (status?: Status, type?: 'ai' | 'human') =>
      (await browseInbox(scope, { offset: 0, limit: 0, stands: standsCalled(status, type) })).total
    const [total, open, pending, resolved, ai, human, mine] = await Promise.all([
      count(),
      count('open'),
      count('pending'),
      count('resolved'),
      count(undefined, 'ai'),
      count(undefined, 'human'),
      browseInbox(scope, { offset: 0, limit: 0, memberId: scope.actor.id ?? '' }),
    ])
    const stats = {
      total,
      total_conversations: total,
      open,
      open_conversations: open,
      pending,
      pending_conversations: pending,
      resolved,
      resolved_conversations: resolved,
      ai_conversations: ai,
      human_conversations: human,
      my_conversations: mine.total,
    }
    return { success: true, ...stats, data: stats }
  })

  http.get(ONE, async (request) => {
    const { caller, item } = await enter(request)
    const shown = await showConversation(caller.scope, caller.dialectScope, item)
    return { ...shown, success: true, data: { ...shown, conversation: shown } }
  })
}

function messageRoutes(http: FastifyInstance, enter: Enter) {
  http.get(`${ONE}/messages`, async (request) => {
    const { caller, item } = await enter(request)
    const stretch = stretchOf(request)
    const isWhole = asBoolean(inQuery(request, 'include_private'))
    const { messages, total } = await readPage(caller, item.conversation.id, stretch, isWhole)
    // Reading the newest page marks the conversation as read.
    const { id: conversationId, messageCount } = item.conversation
    if (stretch.page === 1 && messageCount > 0)
      await markRead(caller.scope, { conversationId, seq: messageCount })
    const facts = pageFacts(stretch, total)
    return { success: true, messages, ...facts, data: { messages, ...facts } }
  })

  http.post(`${ONE}/messages`, async (request) => {
    const { caller, item, asked } = await enter(request)
    const { content: text, is_private: isPrivate } = accept(Said, asked)
    const shown = isPrivate ? await keepNote(caller, item, text) : await answer(caller, item, text, 'http')
    return { ...shown, success: true, data: { ...shown, message: shown } }
  })

  http.post(`${ONE}/notes`, async (request) => {
    const { caller, item, asked } = await enter(request)
    const shown = await keepNote(
      caller,
      item,
      accept(z.object({ content }), { content: asked.content ?? asked.note }).content,
    )
    return { ...shown, success: true, data: { ...shown, message: shown } }
  })
}

function workRoutes(http: FastifyInstance, enter: Enter) {
  const done = async ({ scope, dialectScope }: Caller, item: InboxConversation, message: string) => {
    const conversation = await showConversation(scope, dialectScope, item)
    return { success: true, message, conversation, data: { conversation, message } }
  }

  http.post(`${ONE}/takeover`, async (request) => {
    const { caller, item } = await enter(request)
    return done(caller, await takeOver(caller, item), '会话接管成功')
  })

  http.post(`${ONE}/assign`, async (request) => {
    const { caller, item, asked } = await enter(request)
    return done(caller, await assignTo(caller, item, asked.assignee_id ?? asked.agent_id), '会话分配成功')
  })

  http.put(`${ONE}/status`, async (request) => {
    const { caller, item, asked } = await enter(request)
    const status = statuses.find((one) => one === (asked.new_status ?? asked.status))
    if (!status) throw badRequest('无效的状态值')
    return done(caller, await setStatus(caller, item, status), '会话状态更新成功')
  })

  http.post(`${ONE}/switch-agent`, async (request) => {
    const { caller, item, asked } = await enter(request)
    const type = asked.agent_type
    if (type !== 'ai' && type !== 'human') throw badRequest('无效的代理类型')
    return done(caller, await switchTo(caller, item, type), '代理类型切换成功')
  })

  for (const [path, status] of [
    ['close', 'closed'],
    ['resolve', 'resolved'],
  ] as const)
    http.post(`${ONE}/${path}`, async (request) => {
      const { caller, item } = await enter(request)
      return done(caller, await setStatus(caller, item, status), '会话状态更新成功')
    })
}

async function keepNote({ scope, dialectScope }: Caller, { conversation }: InboxConversation, text: string) {
  const entry = await addNote(scope, { conversationId: conversation.id, text })
  return toNote(entry, await numbersIn(dialectScope, conversation.id, [entry]))
}

/** The filters for conversations in a query. */
async function wantedIn(caller: Caller, request: FastifyRequest) {
  const status = inQuery(request, 'status')
  const type = inQuery(request, 'current_agent_type') ?? inQuery(request, 'agent_type')
  if (status !== undefined && !statuses.some((one) => one === status)) throw badRequest('无效的状态值')
  if (type !== undefined && type !== 'ai' && type !== 'human') throw badRequest('无效的代理类型')
  const assignee = inQuery(request, 'assignee_id')
  const search = inQuery(request, 'search')
  return {
    status: status as Status | undefined,
    type: type as 'ai' | 'human' | undefined,
    priority: inQuery(request, 'priority'),
    channel: inQuery(request, 'channel_type'),
    assigneeId: assignee === undefined ? undefined : await findId(caller.dialectScope, 'user', assignee),
    among: search === undefined ? undefined : await findMatching(caller, search),
  }
}
