import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { changeConversation } from '#features/messages/index.ts'
import type { Application } from '#kernel/application.ts'
import { findOwnAgent } from './agents.ts'
import { readBody } from './body.ts'
import { type Caller, enterCaller, elevateToWrite } from './caller.ts'
import { accept, wholeNumber } from './fields.ts'
import { toPage } from './pages.ts'
import { readAll } from './reading.ts'
import { fieldRefused, notThere } from './refusal.ts'
import { openNew } from './say.ts'
import { deleteSession, findSession, listSessions, noteOf, showSession, showSessions } from './sessions.ts'
import type { SessionNotes } from './translate.ts'

const LONGEST = 10_000
const NewSession = z.object({
  agent_configuration: wholeNumber,
  summary: z.string('Not a valid string.').max(LONGEST).nullish(),
  current_state: z
    .json()
    .refine((value) => (JSON.stringify(value) ?? '').length <= LONGEST, 'Ensure this value is shorter.')
    .optional(),
})
const SessionChange = NewSession.partial()
const SESSION = '/api/sessions/:id(^\\d+$)/'

/** One's own sessions. */
export function sessionRoutes(http: FastifyInstance, app: Application) {
  http.get('/api/sessions/', async (request) => {
    const caller = await enterCaller(app, request)
    return toPage(request, await listSessions(caller.scope), (page) => showSessions(caller, page))
  })

  http.post('/api/sessions/', async (request, reply) => {
    const caller = await enterCaller(app, request)
    const { agent_configuration: number, ...notes } = accept(NewSession, await readBody(request))
    const agentId = await requireAgentId(caller, number)
    const opened = await openNew(caller, agentId)
    await noteOf(caller, opened.id, notes as SessionNotes)
    return reply.code(201).send(await showSession(caller, opened))
  })

  http.get(SESSION, async (request) => {
    const caller = await enterCaller(app, request)
    const session = await requireOwn(caller, request)
    return showSession(caller, await readAll(caller, session))
  })

  http.route({
    method: ['PUT', 'PATCH'],
    url: SESSION,
    handler: async (request) => {
      const caller = await enterCaller(app, request)
      const session = await requireOwn(caller, request)
      const shape = request.method === 'PUT' ? NewSession : SessionChange
      const { agent_configuration: number, ...notes } = accept(shape, await readBody(request))
      const changed =
        number === undefined
          ? session
          : await changeConversation(caller.scope, {
              conversationId: session.id,
              agentId: await requireAgentId(caller, number),
            })
      await noteOf(caller, session.id, notes as SessionNotes)
      return showSession(caller, changed)
    },
  })

  http.delete(SESSION, async (request, reply) => {
    const caller = await enterCaller(app, request)
    await deleteSession(caller, await requireOwn(caller, request))
    return reply.code(204).send()
  })
}

async function requireOwn(caller: Caller, { params }: FastifyRequest): Promise<Conversation> {
  const session = await findSession(caller, (params as { id: string }).id)
  if (!session) throw notThere()
  return session
}

async function requireAgentId(caller: Caller, number: number): Promise<string> {
  const own = await findOwnAgent(caller, elevateToWrite(caller), number)
  if (own) return own.agent.id
  throw fieldRefused('agent_configuration', `Invalid pk "${number}" - object does not exist.`)
}
