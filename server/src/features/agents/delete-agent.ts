import { sql } from 'kysely'
import { z } from 'zod'
import { AgentRef } from '#contract/shapes/agent.ts'
import { command } from '#kernel/use-case.ts'
import { requireAgent, agentEventPayload, updateAgent } from './agent-store.ts'

/** Retires an agent. What it said stays; where it answered, nobody answers until another is chosen. */
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
