import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { entrustedScope } from '#features/access/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { Fault } from '#kernel/fault.ts'
import { command, flow } from '#kernel/use-case.ts'
import { inspectServer } from './inspect-server.ts'
import { lookUpServer } from './look-up-server.ts'
import { toolServerSync } from './sync-job.ts'

/** Looks at a server when that is due. */
export const syncWhenDue = flow({
  name: 'tool-server.sync-when-due',
  permission: 'internal',
  input: ToolServerRef,
  async run({ scope, ports }, ref): Promise<void> {
    const server = await lookUpServer(scope, ref).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'not_found') return null
      throw error
    })
    if (server && !server.suspended_at && !server.is_personal) await inspectServer(scope, ports, server)
    else await lookNoMore(entrustedScope(scope, scope.tenantId, scope.actor), ref)
  },
})

/** Settles that a server is looked at no more. Part of `syncWhenDue`. */
const lookNoMore = command({
  name: 'tool-server.look-no-more',
  permission: 'internal',
  input: ToolServerRef,
  async run(context, { toolServerId }): Promise<void> {
    cancelScheduledJob(context, toolServerSync, toolServerId)
  },
})
