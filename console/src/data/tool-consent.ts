import type { AgentToolPolicy, ToolPolicy } from '#contract/shapes/tool-consent.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

export const toolPolicy: Resource<ToolPolicy> = {
  key: 'tool-policy',
  load: () => client.toolConsent.policy(),
}
export const agentToolPolicy = (agentId: string): Resource<AgentToolPolicy> => ({
  key: `tool-policy/${agentId}`,
  load: () => client.toolConsent.agentPolicy(agentId),
})
