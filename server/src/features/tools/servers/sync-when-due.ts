import { step } from '#kernel/step.ts'
import type { Scope } from '#kernel/scope.ts'
import { entrustedScope } from '#features/access/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { Fault } from '#kernel/fault.ts'
import { inspectServer } from './inspect-server.ts'
import { lookUpServer } from './look-up-server.ts'
import { toolServerSync } from '../job-kinds.ts'

/** Looks at a server when that is due. */
export async function syncWhenDue(scope: Scope, ref: { toolServerId: string }): Promise<void> {
  const { ports } = scope.app
  const server = await lookUpServer(scope, ref).catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  })
  if (server && !server.suspended_at && !server.is_personal) await inspectServer(scope, ports, server)
  else await lookNoMore(entrustedScope(scope, scope.tenantId, scope.actor), ref)
}

/** Settles that a server is looked at no more. */
const lookNoMore = step(async (context, { toolServerId }: { toolServerId: string }): Promise<void> => {
  cancelScheduledJob(context, toolServerSync, toolServerId)
})
