import { step } from '#kernel/step.ts'
import { Agent } from '#contract/shapes/agent.ts'
import { createAgent, readAgent } from '#features/agents/index.ts'
import { holdName, pointName } from '#features/external-ids/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'

export const DIALECT = 'agentchat'
const NAME = { dialect: DIALECT, kind: 'agent', externalId: 'assistant' }

/** Returns the agent that answers AgentChat's clients; it is created on first use, and again if it was deleted. */
export const provideAssistant = step(async (context): Promise<Agent> => {
  const knownId = await holdName(context.tx, context.scope.tenantId, NAME)
  const known = knownId === null ? null : await findAgent(context, knownId)
  if (known) return known
  const made = await createAgent.within(context, {
    name: 'assistant',
    instructions: 'You are a helpful assistant.',
  })
  await pointName(context.tx, NAME, made.id)
  return made
})

async function findAgent(context: CommandContext, agentId: string): Promise<Agent | null> {
  try {
    return await readAgent.within(context, { agentId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}
