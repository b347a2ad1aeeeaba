import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentToolPolicy, SetAgentToolPolicy } from '#contract/shapes/tool-consent.ts'
import { requireAgent, agentEventPayload } from '#features/agents/index.ts'
import { findRules, replaceRules } from '#features/tools/index.ts'
import { query, command } from '#kernel/use-case.ts'

/** Returns the tool rules of an agent, which apply in addition to those of its tenant. */
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

/** Sets the tool rules of an agent, which apply in addition to those of its tenant, from the next call on. */
export const setAgentToolPolicy = command({
  name: 'agent-tool-policy.set',
  permission: 'agent:write',
  input: SetAgentToolPolicy,
  output: AgentToolPolicy,
  async run({ tx, scope, emit }, { agentId, rules }) {
    const agent = await requireAgent(tx, scope, agentId)
    await replaceRules(tx, scope, agentId, rules)
    emit({ type: 'tool-policy.set', payload: agentEventPayload(agent) })
    return { rules: await findRules(tx, agentId) }
  },
})
