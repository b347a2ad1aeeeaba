import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Agent } from '#contract/shapes/agent.ts'
import { listAgents, readAgent } from '#features/agents/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Mount } from '../dialect.ts'
import { enter } from '../kit/visit.ts'
import { UnknownModel } from './faults.ts'

const PAGE = 100

/** Agents, as the models that they are to a caller. */
export function modelRoutes(http: FastifyInstance, { app }: Mount) {
  http.get('/v1/models', async (request) => {
    const agents = await allAgents(await enter(app, request))
    const names = agents.map(({ name }) => name.toLowerCase())
    const isAlone = ({ name }: Agent) => names.filter((other) => other === name.toLowerCase()).length === 1
    return {
      object: 'list',
      data: agents.map((agent) => toModel(agent, isAlone(agent) ? agent.name : agent.id)),
    }
  })

  http.get('/v1/models/:model', async (request) => {
    const { model } = request.params as { model: string }
    const scope = await enter(app, request)
    const agentId = await findModel(scope, model)
    return toModel(await readAgent(scope, { agentId }), model)
  })
}

const toModel = (agent: Agent, id: string) => ({
  id,
  object: 'model',
  created: Math.floor(Date.parse(agent.createdAt) / 1000),
  owned_by: 'parley',
  name: agent.name,
  parley: { agentId: agent.id },
})

async function allAgents(scope: Scope): Promise<Agent[]> {
  const agents: Agent[] = []
  let after: string | null = null
  do {
    const page: { items: Agent[]; nextCursor: string | null } = await listAgents(scope, {
      limit: PAGE,
      ...(after !== null && { after }),
    })
    agents.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  return agents
}

/** The id of the agent that a caller calls a model, by its id or its name. Throws UnknownModel. */
export async function findModel(scope: Scope, model: string): Promise<string> {
  if (z.uuid().safeParse(model).success) return requireAgentId(scope, model)
  const name = model.trim()
  const { items } =
    name === '' || name.length > 100 ? { items: [] } : await listAgents(scope, { name, limit: 2 })
  const [found, another] = items
  if (!found) throw new UnknownModel(model)
  if (another) throw new UnknownModel(model, 'is the name of several agents; use the id of one')
  return found.id
}

async function requireAgentId(scope: Scope, agentId: string): Promise<string> {
  try {
    return (await readAgent(scope, { agentId })).id
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') throw new UnknownModel(agentId)
    throw error
  }
}
