import { maySeeConversation } from '#features/conversations/index.ts'
import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'
import type { Actor } from '#kernel/scope.ts'
import { audience as ofServers } from './servers/events.ts'

const whoManagesTools = (actor: Actor): boolean => actor.permissions.has('tool:manage')

export const audience = {
  ...ofServers,
  'tool-approval.requested': maySeeConversation,
  'tool-approval.settled': maySeeConversation,
  'custom-tool.created': whoManagesTools,
  'custom-tool.changed': whoManagesTools,
  'custom-tool.deleted': whoManagesTools,
  'tool-policy.set': mayReceiveAgentEvent('agent:write'),
} as const
