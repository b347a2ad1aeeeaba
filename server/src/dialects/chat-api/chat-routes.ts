import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Mount } from '../dialect.ts'
import { accept, jsonObject, stretchOf } from './accept.ts'
import { tokenOf, visitOf } from './caller.ts'
import { type Chatter, newGuestId, openChatters } from './chatter.ts'
import { readSaid, showMessages } from './messages.ts'
import { findId, note, numberOf } from './numbers.ts'
import { badRequest, needsSignIn, noSession } from './refusal.ts'
import { refuseUnsayable, say } from './say.ts'
import { agentTypeOf, type Session, toSession } from './session.ts'
import {
  continueSession,
  conversationOrNull,
  enterSession,
  findSession,
  sessionsOf,
  switchAgent,
} from './sessions.ts'

const sessionId = z.string().trim().min(1).max(100)
const agentType = z.enum(['ai', 'human'])
const NewSession = z.object({
  user_id: z.union([z.string().trim().min(1).max(180), z.int().transform(String)]),
  agent_type: agentType.default('ai'),
  metadata: jsonObject.nullish(),
  session_metadata: jsonObject.nullish(),
})
const SessionChange = z.object({
  agent_type: agentType.optional(),
  status: z.enum(['active', 'idle', 'closed', 'expired']).optional(),
  context: jsonObject.optional(),
  metadata: jsonObject.optional(),
  session_metadata: jsonObject.optional(),
})
const Switch = z.object({ agent_type: agentType, reason: z.string().max(255).nullish() })
const Said = z.object({ message: z.string(), session_id: sessionId.nullish() })
const NewMessage = z.object({
  session_id: sessionId.nullish(),
  conversation_id: z.union([z.string().max(40), z.int()]).nullish(),
  content: z.string(),
})

/** The customers' side over HTTP. */
export function chatRoutes(http: FastifyInstance, mount: Mount) {
  const chatters = openChatters(mount)
  const enter = (request: FastifyRequest): Promise<Chatter> =>
    chatters(tokenOf(request), newGuestId(), visitOf(request))

  http.post('/api/v1/chat/sessions', async (request) => {
    const asked = accept(NewSession, request.body)
    const chatter = await enter(request)
    const opened = await continueSession(chatter, {
      userId: asked.user_id,
      metadata: asked.metadata ?? asked.session_metadata ?? {},
    })
    if (asked.agent_type === 'human')
      await switchAgent(await enterSession(chatter, opened, visitOf(request)), opened, 'human')
    return show(chatter, await freshly(chatter, opened))
  })

  http.get('/api/v1/chat/sessions/:id', async (request) => {
    const chatter = await enter(request)
    return show(chatter, await requireSession(chatter, request))
  })

  http.put('/api/v1/chat/sessions/:id', async (request) => {
    const chatter = await enter(request)
    const elevated = chatter.lend('conversation:write')
    const session = await requireSession(chatter, request)
    const { agent_type, metadata, session_metadata, ...change } = accept(SessionChange, request.body)
    if (agent_type && agent_type !== agentTypeOf(session.conversation))
      await switchAgent(await enterSession(chatter, session, visitOf(request)), session, agent_type)
    const noted = metadata ?? session_metadata
    await note(elevated, 'session-notes', session.conversation.id, {
      ...change,
      ...(noted && { metadata: noted }),
    })
    return show(chatter, await freshly(chatter, session))
  })

  http.post('/api/v1/chat/sessions/:id/switch-agent', async (request) => {
    if (tokenOf(request) === null) throw needsSignIn()
    const { agent_type: wanted, reason } = accept(Switch, request.body)
    const chatter = await enter(request)
    const session = await requireSession(chatter, request)
    await switchAgent(await enterSession(chatter, session, visitOf(request)), session, wanted, reason ?? '')
    return show(chatter, await freshly(chatter, session))
  })

  http.post('/api/v1/chat/send', async (request) => {
    const { message, session_id: id } = accept(Said, request.body)
    refuseUnsayable(message)
    const chatter = await enter(request)
    return sayIn(request, chatter, await continueSession(chatter, { id: id ?? undefined }), message)
  })

  http.post('/api/v1/chat/messages', async (request) => {
    const asked = accept(NewMessage, request.body)
    refuseUnsayable(asked.content)
    const chatter = await enter(request)
    return sayIn(request, chatter, await named(chatter, asked), asked.content)
  })

  http.get('/api/v1/chat/sessions/:id/messages', async (request) => {
    const chatter = await enter(request)
    const session = await requireSession(chatter, request)
    const { offset, size } = stretchOf(request)
    const scope = await enterSession(chatter, session, visitOf(request))
    const said = (await readSaid(scope, session.conversation.id)).slice(offset, offset + size)
    return showMessages(chatter.dialectScope, session.conversation.id, said)
  })
}

async function requireSession(chatter: Chatter, request: FastifyRequest): Promise<Session> {
  const found = await findSession(chatter, (request.params as { id: string }).id)
  if (!found) throw noSession()
  return found
}

async function show({ dialectScope }: Chatter, session: Session) {
  const shown = toSession(
    session,
    await numberOf(dialectScope, 'conversation', session.conversation.id),
    dialectScope.app.now(),
  )
  return { ...shown, success: true, data: shown }
}

/** The same, read again. */
async function freshly(chatter: Chatter, { conversation }: Session): Promise<Session> {
  const { dialectScope } = chatter
  const now = await conversationOrNull(chatter, conversation.id)
  const [session] = now ? await sessionsOf(dialectScope, [now]) : []
  if (!session) throw noSession()
  return session
}

async function sayIn(request: FastifyRequest, chatter: Chatter, session: Session, content: string) {
  const scope = await enterSession(chatter, session, visitOf(request))
  const { message } = await say(scope, session, { content })
  const [shown] = await showMessages(chatter.dialectScope, session.conversation.id, [message])
  return {
    ...shown,
    session_id: session.id,
    success: true,
    data: { message: shown, ...shown, session_id: session.id },
  }
}

/** The session that a message names, by its own id or by its conversation's number. */
async function named(chatter: Chatter, asked: z.output<typeof NewMessage>): Promise<Session> {
  if (asked.session_id) return continueSession(chatter, { id: asked.session_id })
  if (asked.conversation_id == null) throw badRequest('缺少会话ID')
  const conversationId = await findId(chatter.dialectScope, 'conversation', asked.conversation_id)
  const conversation = conversationId && (await conversationOrNull(chatter, conversationId))
  const [session] = conversation ? await sessionsOf(chatter.dialectScope, [conversation]) : []
  // Numbers can be enumerated, so they only open sessions of the caller's own.
  if (!session || session.notes.account_id === null || session.notes.account_id !== chatter.accountId)
    throw noSession()
  return session
}
