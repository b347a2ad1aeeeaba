import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentToolPolicy } from '#contract/shapes/tool-consent.ts'
import { requireAgent } from '#features/agents/index.ts'
import { findRules } from '#features/tools/index.ts'
import { query } from '#kernel/use-case.ts'

/** Shows the rules for tools that an agent has besides those of its tenant. */
export const readAgentToolPolicy = query({
  name: 'agent-tool-policy.read',
  permission: 'agent:write',
  input: AgentRef,
  output: AgentToolPolicy,
  async run({ tx, scope }, { agentId }) {
    await requireAgent(tx, scope, agentId)
    return { rules: await findRules(tx, agentId) }
  },
})
