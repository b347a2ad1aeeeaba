import { z } from 'zod'
import { Agent, CreateAgent } from '#contract/shapes/agent.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { insertAgent, replaceSources, showAgent, toldOf } from './agent-store.ts'
import { tidied } from './character.ts'
import { requireMeans } from './require-means.ts'
import { insertVersion } from './versions/version-store.ts'

/** Makes an agent: a name, a character, a model and what it may look things up in. */
export const createAgent = command({
  name: 'agent.create',
  permission: 'agent:write',
  input: CreateAgent,
  output: Agent,
  run: (context, given) => makeAgent(context, given, null),
})

/** Makes an agent that only that member sees, besides the system: for those who may make none for everybody. */
export const createOwnAgent = command({
  name: 'agent.create-own',
  permission: 'internal',
  input: CreateAgent.extend({ ownerId: z.uuid() }),
  output: Agent,
  run: (context, { ownerId, ...given }) => makeAgent(context, given, ownerId),
})

async function makeAgent(
  { tx, scope, emit }: CommandContext,
  given: z.output<typeof CreateAgent>,
  ownerId: string | null,
): Promise<Agent> {
  await requireMeans(tx, scope, given)
  const character = tidied(given)
  const row = await insertAgent(tx, scope, character, ownerId)
  await replaceSources(tx, scope, row.id, character)
  const version = { agentId: row.id, number: 1, character, changed: [], origin: 'made' as const, note: '' }
  await insertVersion(tx, scope.actor, scope, version)
  emit({ type: 'agent.created', payload: toldOf(row) })
  return showAgent(tx, scope, row.id)
}
