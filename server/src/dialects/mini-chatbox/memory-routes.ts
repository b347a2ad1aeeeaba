import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Application } from '#kernel/application.ts'
import { accept, inBothSpellings, inPath } from './accept.ts'
import { type Caller, elevateToNote, type EnterCaller, entryRequestOf } from './caller.ts'
import { below, CONVERSATIONS } from './conversation-routes.ts'
import { type ContextWindow, listOwn, requireConversation, type Summary, withNotes } from './conversations.ts'
import { readBody } from './form.ts'
import { note, numberOf } from './numbers.ts'
import { openPaths } from './paths.ts'
import { badRequest } from './refusal.ts'
import { pruneSaid } from './prune.ts'
import { statsOf } from './stats.ts'
import { tokensIn, UNTITLED } from './translate.ts'

const SUMMARIES_MAX = 50

const count = z.coerce.number().int().min(0).max(1_000_000_000)
const text = z.string().trim().min(1, 'This field may not be blank.').max(20_000)
const Summarising = z.object({
  summaryText: text.nullish(),
  content: text.nullish(),
  messageRangeStart: count.nullish(),
  messageRangeEnd: count.nullish(),
  tokenCount: count.nullish(),
  compressionRatio: z.number().nullish(),
  type: z.string().max(40).nullish(),
})
const Window = z.object({ windowStart: count, windowEnd: count, tokenCount: count })

/** Memory of conversations for clients: summaries, what fits a model's context, and a cache. */
export function memoryRoutes(http: FastifyInstance, { now }: Application, enter: EnterCaller) {
  const open = openPaths(http)
  const entered = async (request: FastifyRequest) => {
    const caller = await enter(entryRequestOf(request))
    return { caller, conversation: await requireConversation(caller, inPath(request, 'id')) }
  }

  open('GET', below('/summaries'), async (request) => {
    const { caller, conversation } = await entered(request)
    return showSummaries(caller, conversation)
  })

  open('POST', below('/summaries'), async (request, reply) => {
    const { caller, conversation } = await entered(request)
    elevateToNote(caller)
    const said = accept(Summarising, await readBody(request))
    const summary = await addSummary(caller, conversation, said, now().toISOString())
    return reply.code(201).send({
      summaryId: summary.id,
      id: summary.id,
      type: summary.type,
      content: summary.summaryText,
      created_at: summary.createdAt,
      message_count: conversation.messageCount,
    })
  })

  open('POST', below('/prune'), async (request) => {
    const { caller, conversation } = await entered(request)
    return pruneSaid(caller, conversation, await readBody(request), now().toISOString())
  })

  open('GET', below('/context-window'), async (request) => {
    const { caller, conversation } = await entered(request)
    const [noted] = await withNotes(caller, [conversation])
    const window = noted?.notes.window
    return { contextWindow: window ? inBothSpellings(window) : null }
  })

  open('POST', below('/context-window'), async (request, reply) => {
    const { caller, conversation } = await entered(request)
    const given = accept(Window, await readBody(request))
    const [noted] = await withNotes(caller, [conversation])
    const window: ContextWindow = {
      id: (noted?.notes.window?.id ?? 0) + 1,
      ...given,
      createdAt: now().toISOString(),
    }
    await note(elevateToNote(caller), 'conversation-notes', conversation.id, { window })
    return reply.code(201).send({ contextWindowId: window.id })
  })

  open(
    'GET',
    CONVERSATIONS.map((base) => `${base}/stats`),
    async (request) => {
      const caller = await enter(entryRequestOf(request))
      const stats = await statsOf(caller, await listOwn(caller))
      return { ...stats, stats }
    },
  )
}

async function showSummaries(caller: Caller, conversation: Conversation) {
  const [noted] = await withNotes(caller, [conversation])
  const { summaries = [], memorySummary = null } = noted?.notes ?? {}
  const conversationId = await numberOf(caller.dialectScope, 'conversation', conversation.id)
  return {
    summaries: summaries.map((summary) => inBothSpellings({ conversationId, ...summary })),
    conversation_id: conversationId,
    title: conversation.title || UNTITLED,
    memory_summary: memorySummary,
    message_count: conversation.messageCount,
  }
}

async function addSummary(
  caller: Caller,
  conversation: Conversation,
  said: z.output<typeof Summarising>,
  createdAt: string,
): Promise<Summary> {
  const summaryText = said.summaryText ?? said.content
  if (!summaryText) throw badRequest('summaryText: This field is required.')
  const [noted] = await withNotes(caller, [conversation])
  const before = noted?.notes.summaries ?? []
  const summary: Summary = {
    id: (before.at(-1)?.id ?? 0) + 1,
    summaryText,
    messageRangeStart: said.messageRangeStart ?? null,
    messageRangeEnd: said.messageRangeEnd ?? null,
    tokenCount: said.tokenCount ?? tokensIn(summaryText),
    compressionRatio: said.compressionRatio ?? null,
    type: said.type ?? 'manual',
    createdAt,
  }
  await note(elevateToNote(caller), 'conversation-notes', conversation.id, {
    summaries: [...before, summary].slice(-SUMMARIES_MAX),
    memorySummary: summaryText,
  })
  return summary
}
