import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Application } from '#kernel/application.ts'
import { readBody } from './body.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { type Caller, enterCaller, elevateToRead, elevateToWrite } from './caller.ts'
import { accept, anyWords, jsonObject, maybeJsonObject, words } from './fields.ts'
import { setPreferenceFor } from './proactive.ts'
import { addOwnAgent, changeOwnAgent, listOwnAgents, removeOwnAgent } from './keep-agents.ts'
import { findId, numbersOf } from './numbers.ts'
import type { OwnAgent } from './own-agents.ts'
import { toPage } from './pages.ts'
import { notThere } from './refusal.ts'
import { deleteSession, listSessions } from './sessions.ts'
import { toAgent } from './translate.ts'

const NewAgent = z.object({ name: words(100), parameters: jsonObject, timings: maybeJsonObject })
const AgentChange = NewAgent.partial()
const Personality = z.object({ personality_prompt: anyWords(20_000).default('') })
const AGENT = '/api/agents/:id(^\\d+$)/'

/** One's own agents. */
export function agentRoutes(http: FastifyInstance, app: Application) {
  http.get('/api/agents/', async (request) => {
    const caller = await enterCaller(app, request)
    const own = await listOwnAgents(elevateToRead(caller), { memberId: caller.memberId })
    return toPage(request, own, (page) => show(caller, page))
  })

  http.post('/api/agents/', async (request, reply) => {
    const caller = await enterCaller(app, request)
    const elevated = elevateToWrite(caller)
    const { timings = null, ...wanted } = accept(NewAgent, await readBody(request))
    const made = await addOwnAgent(elevated, { memberId: caller.memberId, timings, ...wanted })
    await setPreferenceFor(caller.scope, made)
    return reply.code(201).send(await showOne(caller, made))
  })

  http.get(AGENT, async (request) => {
    const caller = await enterCaller(app, request)
    return showOne(caller, await requireOwn(caller, elevateToRead(caller), request))
  })

  http.route({
    method: ['PUT', 'PATCH'],
    url: AGENT,
    handler: async (request) => {
      const caller = await enterCaller(app, request)
      const elevated = elevateToWrite(caller)
      const { agent } = await requireOwn(caller, elevated, request)
      const shape = request.method === 'PUT' ? NewAgent : AgentChange
      const change = accept(shape, await readBody(request))
      const { memberId } = caller
      const changed = await changeOwnAgent(elevated, { memberId, agentId: agent.id, ...change })
      await setPreferenceFor(caller.scope, changed)
      return showOne(caller, changed)
    },
  })

  http.delete(AGENT, async (request, reply) => {
    const caller = await enterCaller(app, request)
    const elevated = elevateToWrite(caller)
    const { agent } = await requireOwn(caller, elevated, request)
    // Its sessions go with it, as their owner is used to.
    for (const session of await listSessions(caller.scope, { agentId: agent.id }))
      await deleteSession(caller, session)
    await removeOwnAgent(elevated, { memberId: caller.memberId, agentId: agent.id })
    return reply.code(204).send()
  })

  http.route({
    method: ['PUT', 'PATCH'],
    url: `${AGENT}personality/`,
    handler: async (request) => {
      const caller = await enterCaller(app, request)
      const elevated = elevateToWrite(caller)
      const { agent } = await requireOwn(caller, elevated, request)
      const { personality_prompt: personality } = accept(Personality, await readBody(request))
      const { memberId } = caller
      const changed = await changeOwnAgent(elevated, { memberId, agentId: agent.id, personality })
      return { success: true, personality_prompt: changed.agent.instructions }
    },
  })
}

/** The caller's own agent with that number; null if there is none. */
export async function findOwnAgent(
  { dialectScope, memberId }: Caller,
  elevated: ElevatedScope,
  number: number | string,
) {
  const agentId = await findId(dialectScope, 'agent', number)
  const own = agentId === null ? [] : await listOwnAgents(elevated, { memberId })
  return own.find(({ agent }) => agent.id === agentId) ?? null
}

async function requireOwn(
  caller: Caller,
  elevated: ElevatedScope,
  { params }: FastifyRequest,
): Promise<OwnAgent> {
  const own = await findOwnAgent(caller, elevated, (params as { id: string }).id)
  if (!own) throw notThere()
  return own
}

async function show({ dialectScope }: Caller, agents: readonly OwnAgent[]) {
  const numberOf = await numbersOf(
    dialectScope,
    'agent',
    agents.map(({ agent }) => agent.id),
  )
  return agents.map((one) => toAgent(one, numberOf))
}

const showOne = async (caller: Caller, agent: OwnAgent) => (await show(caller, [agent]))[0]
