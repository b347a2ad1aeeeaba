import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Application } from '#kernel/application.ts'
import { findOwnAgent } from './agents.ts'
import { readBody } from './body.ts'
import { enterCaller, enterListener, elevateToWrite } from './caller.ts'
import { accept, maybeWholeNumber, words } from './fields.ts'
import { numberIn } from './pages.ts'
import { readAll } from './reading.ts'
import { noAgent, noSession } from './refusal.ts'
import { openNew, say, withAgent } from './say.ts'
import { findSession, listSessions, showSessions } from './sessions.ts'

const LONGEST = 100_000
const Chat = z.object({ message: words(LONGEST), session_id: maybeWholeNumber, agent_id: maybeWholeNumber })
const SESSIONS = 100

/** Sending messages, getting answers, and the history. */
export function chatRoutes(http: FastifyInstance, app: Application) {
  http.post('/api/chat/', async (request, reply) => {
    const caller = await enterListener(app, request, reply)
    const said = accept(Chat, await readBody(request))
    const agent =
      said.agent_id == null ? null : await findOwnAgent(caller, elevateToWrite(caller), said.agent_id)
    if (said.agent_id != null && !agent) throw noAgent()
    const known = said.session_id == null ? null : await findSession(caller, said.session_id)
    if (said.session_id != null && !known) throw noSession()
    const agentId = agent?.agent.id ?? null
    if (!known) return say(caller, await openNew(caller, agentId), said.message)
    // Writing a message marks the conversation as read.
    await readAll(caller, known)
    return say(caller, await withAgent(caller, known, agentId), said.message)
  })

  http.get('/api/chat/history/', async (request) => {
    const caller = await enterCaller(app, request)
    const limit = Math.max(0, numberIn(request, 'limit') ?? SESSIONS)
    const number = numberIn(request, 'session_id')
    if (number === undefined)
      return { sessions: await showSessions(caller, (await listSessions(caller.scope)).slice(0, limit)) }
    const session = await findSession(caller, number)
    return { sessions: session ? await showSessions(caller, [session]) : [] }
  })
}
