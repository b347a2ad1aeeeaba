import { z } from 'zod'
import { Agent, CreateAgent } from '#contract/shapes/agent.ts'
import { step } from '#kernel/step.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { insertAgent, replaceKnowledgeBases, showAgent, agentEventPayload } from './agent-store.ts'
import { tidied } from './configuration.ts'
import { requireMeans } from './require-means.ts'
import { insertVersion } from './version-store.ts'

/** Makes an agent: its configuration becomes its first version. */
export const createAgent = command({
  name: 'agent.create',
  permission: 'agent:write',
  input: CreateAgent,
  output: Agent,
  run: (context, given) => makeAgent(context, given, null),
})

/** Makes an agent that only that member sees, besides the system: for those who may make none for everybody. */
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
