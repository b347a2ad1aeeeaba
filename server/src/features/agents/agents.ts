import { sql } from 'kysely'
import { z } from 'zod'
import { AgentPage, ListAgents, Agent, AgentRef, CreateAgent, ChangeAgent } from '#contract/shapes/agent.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, type CommandContext, command } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import {
  listAgentRows,
  toAgent,
  showAgent,
  insertAgent,
  replaceKnowledgeBases,
  agentEventPayload,
  lockAgent,
  requireAgent,
  updateAgent,
} from './agent-store.ts'
import { tidied, configurationOf } from './configuration.ts'
import { requireMeans } from './require-means.ts'
import { insertVersion } from './version-store.ts'
import { publishConfiguration } from './versions/publish-configuration.ts'

/** Lists the tenant's agents, the oldest first. */
export const listAgents = query({
  name: 'agent.list',
  permission: 'agent:read',
  input: ListAgents,
  output: AgentPage,
  async run({ tx, scope }, { limit, after, name }) {
    const cursor = readCursor(after, byTime)
    let select = listAgentRows(tx, scope)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (name !== undefined) select = select.where(sql<boolean>`lower(name) = lower(${name})`)
    if (cursor)
      select = select.where(sql<boolean>`(created_at, id) > (${cursor.at}::timestamptz, ${cursor.id}::uuid)`)
    return pageFrom(
      await select.execute(),
      limit,
      (row) => toAgent(row, scope),
      (row) => ({
        at: row.created_at.toISOString(),
        id: row.id,
      }),
    )
  },
})

/** Shows one agent. */
export const readAgent = query({
  name: 'agent.read',
  permission: 'agent:read',
  input: AgentRef,
  output: Agent,
  run: ({ tx, scope }, { agentId }) => showAgent(tx, scope, agentId),
})

/** Makes an agent: its configuration becomes its first version. */
export const createAgent = command({
  name: 'agent.create',
  permission: 'agent:write',
  input: CreateAgent,
  output: Agent,
  run: (context, given) => makeAgent(context, given, null),
})

/**
 * Creates an agent that only its member and the system can see: for members who may not create agents for everybody.
 */
export const createOwnAgent = step(
  CreateAgent.extend({ ownerId: z.uuid() }),
  (context, { ownerId, ...given }): Promise<Agent> => makeAgent(context, given, ownerId),
)

async function makeAgent(
  { tx, scope, emit }: CommandContext,
  given: z.output<typeof CreateAgent>,
  ownerId: string | null,
): Promise<Agent> {
  await requireMeans(tx, scope, given)
  const configuration = tidied(given)
  const row = await insertAgent(tx, scope, configuration, ownerId)
  await replaceKnowledgeBases(tx, scope, row.id, configuration)
  const version = {
    agentId: row.id,
    number: 1,
    configuration,
    changed: [],
    origin: 'made' as const,
    note: '',
  }
  await insertVersion(tx, scope.actor, scope, version)
  emit({ type: 'agent.created', payload: agentEventPayload(row) })
  return showAgent(tx, scope, row.id)
}

/** Changes an agent and publishes that at once; its conversations continue with the new version. */
export const changeAgent = command({
  name: 'agent.change',
  permission: 'agent:write',
  input: ChangeAgent,
  output: Agent,
  async run(context, { agentId, ...given }) {
    const { tx, scope } = context
    const agent = await lockAgent(tx, scope, agentId)
    const change = withoutUndefined(given)
    await requireMeans(tx, scope, change)
    await publishConfiguration(context, agent, {
      configuration: { ...configurationOf(agent), ...change },
      origin: 'changed',
    })
    return showAgent(tx, scope, agentId)
  },
})

/** Deletes an agent. Its messages stay; its conversations have no agent until another is chosen. */
export const deleteAgent = command({
  name: 'agent.delete',
  permission: 'agent:write',
  input: AgentRef,
  output: z.null(),
  async run({ tx, scope, emit }, { agentId }) {
    const agent = await requireAgent(tx, scope, agentId)
    await updateAgent(tx, agentId, { deleted_at: sql<Date>`now()` })
    emit({ type: 'agent.deleted', payload: agentEventPayload(agent) })
    return null
  },
})
