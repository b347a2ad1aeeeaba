import { toolConsentCalls } from '#client/index.ts'
import type { AgentToolPolicy, ToolPolicy } from '#contract/shapes/tool-consent.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

/** Calls about what agents may do with tools. */
export const toolConsent = toolConsentCalls(client.transport)

export const toolPolicy: Resource<ToolPolicy> = { key: 'tool-policy', load: () => toolConsent.policy() }
export const agentToolPolicy = (agentId: string): Resource<AgentToolPolicy> => ({
  key: `tool-policy/${agentId}`,
  load: () => toolConsent.agentPolicy(agentId),
})
