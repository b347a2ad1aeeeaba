import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Application } from '#kernel/application.ts'
import { type Caller, enterCaller, enterListener, elevateToWrite } from './caller.ts'
import { readBody } from './body.ts'
import { provideDefault } from './keep-agents.ts'
import { numbersOf } from './numbers.ts'
import { offsetTime, readField } from './old-page.ts'
import { readAll } from './reading.ts'
import { noSessionThere, Refusal } from './refusal.ts'
import { openNew, say, withAgent } from './say.ts'
import { deleteSession, findSession, listSessions, numbersIn, openSession, openSessions } from './sessions.ts'
import { isOfAgent, isRead, lastActivityAt, type Session, saidAt, summaryOf, wordsOf } from './translate.ts'

const SESSION = '/api/sessions/:id(^\\d+$)'
const LONGEST = 100_000

/** The old page's calls for sessions: only the caller's own, since others' can no longer be seen. */
export function oldPageSessionRoutes(http: FastifyInstance, app: Application) {
  http.post('/handle_user_input', async (request, reply) => {
    const caller = await enterListener(app, request, reply)
    const body = await readBody(request)
    const message = readField(body, 'message').trim()
    if (message === '') throw new Refusal(400, { error: 'Message is required.' })
    if (message.length > LONGEST) throw new Refusal(400, { error: 'The message is too long.' })
    const known = await findSession(caller, readField(body, 'session_id') || 'none')
    if (!known) return say(caller, await openNew(caller, null), message)
    await readAll(caller, known)
    return say(caller, await withAgent(caller, known, null), message)
  })

  http.post('/api/sessions/create', async (request) => {
    const caller = await enterCaller(app, request)
    const { agent } = await provideDefault(elevateToWrite(caller), { memberId: caller.memberId })
    const { id, createdAt } = await openNew(caller, agent.id)
    const numberOf = await numbersOf(caller.dialectScope, 'session', [id])
    return { session_id: numberOf(id), started_at: offsetTime(createdAt) }
  })

  http.get('/api/sessions/list', async (request) => {
    const caller = await enterCaller(app, request)
    const sessions = await openSessions(caller, await listSessions(caller.scope))
    const { session: numberOf } = await numbersIn(caller, sessions)
    return { sessions: sessions.map((session) => toLine(session, numberOf(session.conversation.id))) }
  })

  http.get(`${SESSION}/history`, async (request) => {
    const caller = await enterCaller(app, request)
    const session = await openSession(caller, await requireOwn(caller, request))
    const numbers = await numbersIn(caller, [session])
    const firstUnread = session.messages.find((message) => !isRead(message, session.readSeq))
    await readAll(caller, session.conversation)
    return {
      session_id: numbers.session(session.conversation.id),
      started_at: offsetTime(session.conversation.createdAt),
      messages: session.messages.map((message) => ({
        id: numbers.message(message.id),
        message: wordsOf(message),
        is_user: message.role === 'user',
        is_agent: isOfAgent(message),
        chat_date: offsetTime(saidAt(message)),
        was_unread: !isRead(message, session.readSeq),
      })),
      first_unread_id: firstUnread ? numbers.message(firstUnread.id) : null,
    }
  })

  http.post(`${SESSION}/delete`, async (request) => {
    const caller = await enterCaller(app, request)
    await deleteSession(caller, await requireOwn(caller, request))
    return { success: true }
  })

  http.get(`${SESSION}/summary`, async (request) => {
    const caller = await enterCaller(app, request)
    const session = await openSession(caller, await requireOwn(caller, request))
    const last = lastActivityAt(session)
    return {
      session_id: await numberOf(caller, session.conversation),
      summary: summaryOf(session) ?? 'No summary yet',
      message_count: session.messages.length,
      last_activity_at: last && offsetTime(last),
    }
  })
}

/** One's own session of the address, or their refusal. */
export async function requireOwn(caller: Caller, { params }: FastifyRequest): Promise<Conversation> {
  const session = await findSession(caller, (params as { id: string }).id)
  if (!session) throw noSessionThere()
  return session
}

export const numberOf = async ({ dialectScope }: Caller, { id }: Conversation): Promise<number> =>
  (await numbersOf(dialectScope, 'session', [id]))(id)

/** A session as a line of the list. */
function toLine(session: Session, id: number) {
  const { conversation, messages, readSeq } = session
  const last = messages.at(-1)
  return {
    id,
    started_at: offsetTime(conversation.createdAt),
    message_count: messages.length,
    summary: summaryOf(session) ?? (last ? wordsOf(last) : 'No messages yet'),
    last_message_date: last ? offsetTime(saidAt(last)) : null,
    unread_count: messages.filter((message) => !isRead(message, readSeq)).length,
  }
}
