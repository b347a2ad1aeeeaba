import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { followTurn } from '#features/replies/index.ts'
import { openConversation, sendMessage } from '#features/messages/index.ts'
import { textOf } from '#features/conversations/index.ts'
import { searchKnowledge } from '#features/knowledge/index.ts'
import type { Application } from '#kernel/application.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import { sendEventStream } from '#platform/http/event-stream.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import { accept } from './accept.ts'
import { type Caller, enterListener, elevateToAsk, requireTenant } from './caller.ts'
import { findOwn } from './conversations.ts'
import { type Answer, collectAnswer, followAnswer } from './follow-answer.ts'
import { toHexId } from './hex-id.ts'
import { name } from './names.ts'
import { provideDesk } from './provide-desk.ts'
import { naiveTime, TITLE, toSources, toTokenUsage } from './translate.ts'

/** The other fields, `stream` and `model`, are decided by the path and the agent. */
const Said = z.object({ message: z.string().min(1).max(100_000), conversation_id: z.string().nullish() })
type Said = z.infer<typeof Said>
const HITS = 50

/** Questions, with the answer as a whole or as a stream. */
export function chatRoutes(http: FastifyInstance, app: Application) {
  http.post('/v1/tenants/:tenantId/chat', async (request, reply) => {
    const { caller } = await enterListener(app, request, reply)
    requireTenant(caller, (request.params as { tenantId: string }).tenantId)
    const said = accept(Said, request.body)
    const { conversation, answering } = await ask(caller, said)
    const answer = await collectAnswer(answering)
    return {
      success: true,
      conversation_id: toHexId(conversation.id),
      message: textOf(answer.parts),
      sources: await sourcesOf(caller, said.message, answer),
      token_usage: toTokenUsage([answer.usage]),
      timestamp: naiveTime(new Date().toISOString()),
    }
  })

  http.post('/v1/tenants/:tenantId/chat/stream', async (request, reply) => {
    const { caller, leaving } = await enterListener(app, request, reply)
    requireTenant(caller, (request.params as { tenantId: string }).tenantId)
    const { conversation, answering } = await ask(caller, accept(Said, request.body))
    // Their stream has no place for it, and without it nobody could continue.
    reply.header('x-conversation-id', toHexId(conversation.id))
    return sendEventStream(reply, leaving, async function* () {
      try {
        for await (const data of followAnswer(answering)) yield { data }
      } catch (error) {
        yield { data: `[ERROR] ${asFault(error).message}` }
      }
    })
  })
}

/** Stores a message, in the caller's conversation with that ID or in a new one, and follows its answer. */
async function ask(caller: Caller, { message, conversation_id }: Said) {
  const { scope } = caller
  const conversation =
    (conversation_id && (await findOwn(caller, conversation_id))) || (await openNew(caller))
  const { reply } = await sendMessage(scope, {
    conversationId: conversation.id,
    parts: [{ type: 'text', text: message }],
  })
  if (!reply) throw new Fault('upstream_failed', 'No agent answers in this conversation.')
  return { conversation, answering: followTurn(scope, reply) }
}

async function openNew(caller: Caller): Promise<Conversation> {
  const { scope, dialectScope } = caller
  const elevated = elevateToAsk(caller)
  const { agentId } = await provideDesk(elevated)
  const conversation = await openConversation(scope, { agentId, title: TITLE })
  await name(dialectScope, 'conversation', [conversation.id])
  return conversation
}

/** The passages that the answer cites, with the scores of a search for the question. */
async function sourcesOf({ scope, dialectScope }: Caller, question: string, { parts }: Answer) {
  const cited = parts.flatMap((part) => (part.type === 'source' ? [part] : []))
  if (cited.length === 0) return []
  await name(
    dialectScope,
    'document',
    cited.map(({ documentId }) => documentId),
  )
  // Only the scores of these are returned from the search.
  const elevated = elevateScope(scope, { asked: 'message:send', may: ['knowledge:search'] })
  const { items } = await searchKnowledge(elevated, { query: question.slice(0, 2_000), limit: HITS })
  return toSources(parts, items)
}
