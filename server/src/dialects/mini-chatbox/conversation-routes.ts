import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { changeConversation } from '#features/messages/index.ts'
import { readConversation } from '#features/conversations/index.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import { accept, inPath, inQuery, jsonObject, numberInQuery } from './accept.ts'
import { type Caller, type EnterCaller, entryRequestOf } from './caller.ts'
import {
  findConversation,
  listOwn,
  openUnder,
  provideConversation,
  removeConversation,
  requireConversation,
  withNotes,
} from './conversations.ts'
import { readBody } from './form.ts'
import { keep, readSaid, showMessages, shownOf, withinTokens } from './messages.ts'
import { findId, note, numbersOf } from './numbers.ts'
import { openPaths } from './paths.ts'
import { badRequest, fieldsRefused } from './refusal.ts'
import { statsOf } from './stats.ts'
import { toConversation } from './translate.ts'

/** The client's and the older document's name for the same addresses. */
export const CONVERSATIONS = ['/api/conversations', '/api/conversation']
export const below = (rest: string) => CONVERSATIONS.map((base) => `${base}/:id([^/]+)${rest}`)

const PAGE_MAX = 1_000
const count = z.coerce.number().int().min(0).max(1_000_000_000)

const Labels = z.object({
  title: z.string().trim().max(200).nullish(),
  contextWindowSize: count.nullish(),
  projectId: z.union([z.int(), z.string().regex(/^\d{1,15}$/)]).nullish(),
  isStarred: z.boolean().nullish(),
  isArchived: z.boolean().nullish(),
  memorySummary: z.string().max(20_000).nullish(),
  metadata: jsonObject.nullish(),
})
type Labels = z.output<typeof Labels>
const Opening = Labels.extend({
  sessionId: z.string().trim().min(1, 'This field may not be blank.').max(300).nullish(),
})
const Said = z.object({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string().trim().min(1, 'This field may not be blank.').max(100_000),
  metadata: jsonObject.nullish(),
  tokenCount: count.nullish(),
  importanceScore: z.number().min(0).max(1).nullish(),
  contextWindowSize: count.nullish(),
})

/** Conversations, which clients open under their own session IDs, and their messages. */
export function conversationRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const callerOf = (request: FastifyRequest) => enter(entryRequestOf(request))

  open('GET', CONVERSATIONS, async (request) => {
    const caller = await callerOf(request)
    const all = await listOwn(caller)
    const limit = numberInQuery(request, 'limit', { standard: 50, most: PAGE_MAX })
    const offset = numberInQuery(request, 'offset', { standard: 0, most: 1_000_000 })
    return {
      conversations: await show(caller, all.slice(offset, offset + limit)),
      pagination: { limit, offset, total: all.length },
      stats: await statsOf(caller, all),
    }
  })

  open('POST', CONVERSATIONS, async (request, reply) => {
    const caller = await callerOf(request)
    const { sessionId, ...labels } = accept(Opening, await readBody(request))
    if (sessionId != null && (await findConversation(caller, sessionId)))
      return reply
        .code(409)
        .send({ error: 'Conversation already exists', detail: 'Conversation already exists' })
    const opened = await openUnder(caller, {
      sessionId: sessionId ?? undefined,
      title: labels.title ?? undefined,
    })
    const conversation = await label(caller, opened, { ...labels, title: undefined })
    return reply.code(201).send({ conversation: await showOne(caller, conversation) })
  })

  open('GET', below(''), async (request) => {
    const caller = await callerOf(request)
    return { conversation: await showOne(caller, await requireConversation(caller, inPath(request, 'id'))) }
  })

  for (const method of ['PUT', 'PATCH'] as const)
    open(method, below(''), async (request) => {
      const caller = await callerOf(request)
      const labels = accept(Labels, await readBody(request))
      const conversation = await requireConversation(caller, inPath(request, 'id'))
      return { conversation: await showOne(caller, await label(caller, conversation, labels)) }
    })

  open('DELETE', below(''), async (request, reply) => {
    const caller = await callerOf(request)
    const conversation = await requireConversation(caller, inPath(request, 'id'))
    const said = await readSaid(caller, conversation.id)
    await removeConversation(
      caller,
      conversation,
      said.map(({ message }) => message.id),
    )
    return reply.code(204).send()
  })

  open('GET', below('/messages'), async (request) => {
    const caller = await callerOf(request)
    const { id } = await requireConversation(caller, inPath(request, 'id'))
    const least = Number(inQuery(request, 'importanceThreshold') ?? 0)
    const tokens = Number(inQuery(request, 'tokenLimit') ?? Number.POSITIVE_INFINITY)
    const offset = numberInQuery(request, 'offset', { standard: 0, most: 1_000_000 })
    const limit = numberInQuery(request, 'limit', { standard: PAGE_MAX, most: PAGE_MAX })
    const said = shownOf(await readSaid(caller, id)).filter(
      ({ notes }) => (notes.importanceScore ?? 1) >= (Number.isFinite(least) ? least : 0),
    )
    const within = Number.isFinite(tokens) ? withinTokens(said, tokens) : said
    return { messages: await showMessages(caller, id, within.slice(offset, offset + limit)) }
  })

  open('POST', below('/messages'), async (request, reply) => {
    const caller = await callerOf(request)
    const { role, content, contextWindowSize, ...notes } = accept(Said, await readBody(request))
    const conversation = await provideConversation(caller, inPath(request, 'id'))
    if (contextWindowSize != null) await label(caller, conversation, { contextWindowSize })
    const said = await keep(caller, conversation, { role, content, notes: withoutUndefined(notes) })
    const [message] = await showMessages(caller, conversation.id, [said])
    return reply.code(201).send({ ...message, messageId: message?.id, message_id: message?.id })
  })
}

async function show(caller: Caller, conversations: readonly Conversation[]) {
  const projects = conversations.flatMap(({ projectId }) => projectId ?? [])
  const numbers = {
    conversation: await numbersOf(
      caller.dialectScope,
      'conversation',
      conversations.map(({ id }) => id),
    ),
    project: await numbersOf(caller.dialectScope, 'project', projects),
  }
  return (await withNotes(caller, conversations)).map((one) => toConversation(one, numbers))
}

export const showOne = async (caller: Caller, conversation: Conversation) =>
  (await show(caller, [conversation]))[0]

/** Applies the given fields; omitted ones stay unchanged. */
async function label(
  caller: Caller,
  conversation: Conversation,
  labels: Partial<Labels>,
): Promise<Conversation> {
  const { id: conversationId } = conversation
  const { title, isStarred: starred, isArchived: archived, projectId: number } = labels
  const projectId = number == null ? null : await findId(caller.dialectScope, 'project', number)
  if (number != null && projectId === null)
    throw fieldsRefused([{ field: 'projectId', message: 'There is no such project.' }])
  const change = {
    ...(title ? { title } : {}),
    ...(starred != null && { starred }),
    ...(archived != null && { archived }),
    ...(number !== undefined && { projectId }),
  }
  if (title === '')
    throw badRequest('title: This field may not be blank.', { title: ['This field may not be blank.'] })
  if (Object.keys(change).length > 0) await changeConversation(caller.scope, { conversationId, ...change })
  const { contextWindowSize, memorySummary, metadata } = labels
  const noted = {
    ...(contextWindowSize != null && { contextWindowSize }),
    ...(memorySummary !== undefined && { memorySummary }),
    ...(metadata !== undefined && { metadata }),
  }
  if (Object.keys(noted).length > 0) {
    const elevated = elevateScope(caller.scope, { asked: 'conversation:write' })
    await note(elevated, 'conversation-notes', conversationId, noted)
  }
  return readConversation(caller.scope, { conversationId })
}
