import type { Manifest } from '#kernel/manifest.ts'
import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'
import { jobHandlers } from './create-starting-content.ts'

export const manifest: Manifest = {
  jobHandlers,
}

const whoReadsAgents = mayReceiveAgentEvent('agent:read')
const whoChangesAgents = mayReceiveAgentEvent('agent:write')

/** Who may receive its events. */
export const audience = {
  'agent.created': whoReadsAgents,
  'agent.changed': whoReadsAgents,
  'agent.deleted': whoReadsAgents,
  'agent.drafted': whoChangesAgents,
  'agent.adaptation-set': whoChangesAgents,
  'agent.proactive-messages-set': whoReadsAgents,
  'agent.handoff-set': whoReadsAgents,
} as const
