import { Agent, AgentRef } from '#contract/shapes/agent.ts'
import { query } from '#kernel/use-case.ts'
import { showAgent } from './agent-store.ts'

/** Shows one agent. */
export const readAgent = query({
  name: 'agent.read',
  permission: 'agent:read',
  input: AgentRef,
  output: Agent,
  run: ({ tx, scope }, { agentId }) => showAgent(tx, scope, agentId),
})
