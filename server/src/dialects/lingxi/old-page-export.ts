import type { FastifyInstance } from 'fastify'
import type { Application } from '#kernel/application.ts'
import { enterCaller, elevateToRead } from './caller.ts'
import { provideDefault } from './keep-agents.ts'
import { numbersIn, listSessions, openSessions } from './sessions.ts'
import { offsetTime } from './old-page.ts'
import { isOfAgent, isRead, lastActivityAt, parametersOf, saidAt, summaryOf, wordsOf } from './translate.ts'

/** Exports everything of the caller as one file. */
export function oldPageExportRoute(http: FastifyInstance, app: Application) {
  http.get('/api/export/data', async (request, reply) => {
    const caller = await enterCaller(app, request)
    const elevated = elevateToRead(caller)
    const sessions = await openSessions(caller, await listSessions(caller.scope))
    const own = await provideDefault(elevated, { memberId: caller.memberId })
    const numbers = await numbersIn(caller, sessions)
    const now = new Date().toISOString()
    const shown = sessions.map((session) => ({
      id: numbers.session(session.conversation.id),
      started_at: offsetTime(session.conversation.createdAt),
      message_count: session.messages.length,
      summary: summaryOf(session),
      last_activity_at: maybeTime(lastActivityAt(session)),
      current_state: session.notes.current_state ?? null,
      messages: session.messages.map((message) => ({
        id: numbers.message(message.id),
        chat_date: offsetTime(saidAt(message)),
        message: wordsOf(message),
        is_user: message.role === 'user',
        is_agent: isOfAgent(message),
        is_read: isRead(message, session.readSeq),
      })),
    }))
    return reply.header('content-disposition', `attachment; filename="${fileName(now)}"`).send({
      export_date: offsetTime(now),
      personality_settings: {
        personality_prompt: own.agent.instructions,
        model: parametersOf(own).model ?? null,
      },
      sessions: shown,
      total_sessions: shown.length,
      total_messages: shown.reduce((total, { message_count }) => total + message_count, 0),
    })
  })
}

const maybeTime = (instant: string | null) => (instant === null ? null : offsetTime(instant))

/** `lingxi_export_20260131_235959.json`. */
const fileName = (now: string) =>
  `lingxi_export_${now.slice(0, 19).replace(/[-:]/g, '').replace('T', '_')}.json`
