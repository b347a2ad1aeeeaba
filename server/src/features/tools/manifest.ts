import { maySeeConversation } from '#features/conversations/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { renderJson } from '#platform/database/sealable.ts'
import { sealedSecrets } from './custom/custom-tool.ts'
import { toolServerSync } from './job-kinds.ts'
import { syncWhenDue } from './servers/sync-tool-server.ts'
import { sealedCredentials } from './servers/credential.ts'
import { audience as ofServers } from './servers/events.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'tool_approvals', column: 'input', key: ['id'], render: renderJson },
]

export const manifest: Manifest = {
  jobHandlers: [jobHandler(toolServerSync, { work: syncWhenDue, concurrency: 4 })],
  contentColumns,
  sealedColumns: [...sealedCredentials, ...sealedSecrets],
}

const whoManagesTools = (actor: Actor): boolean => actor.permissions.has('tool:manage')

/** Who may receive its events. */
export const audience = {
  ...ofServers,
  'tool-approval.requested': maySeeConversation,
  'tool-approval.settled': maySeeConversation,
  'custom-tool.created': whoManagesTools,
  'custom-tool.changed': whoManagesTools,
  'custom-tool.deleted': whoManagesTools,
  'tool-policy.set': mayReceiveAgentEvent('agent:write'),
} as const
