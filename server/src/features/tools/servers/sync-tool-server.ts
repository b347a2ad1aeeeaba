import { SyncedToolServer, ToolServerRef } from '#contract/shapes/tool-server.ts'
import { entrustedScope } from '#features/access/index.ts'
import { Fault } from '#kernel/fault.ts'
import { flow, query } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import type { Scope } from '#kernel/scope.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { toolServerSync } from '../job-kinds.ts'
import { inspectServer } from './inspect-server.ts'
import { lookUpServer } from './look-up-server.ts'
import { requireServer } from './server-store.ts'
import { toServerTool, toToolServer } from './tool-server.ts'

/** Refreshes a server's tools; new and changed ones need approval. */
export const syncToolServer = flow({
  name: 'tool-server.sync',
  permission: 'tool:manage',
  input: ToolServerRef,
  output: SyncedToolServer,
  async run({ scope, ports }, ref) {
    const server = await lookUpServer(scope, ref)
    if (server.suspended_at)
      throw new Fault('precondition_failed', 'This tool server is suspended; resume it first.')
    await inspectServer(scope, ports, server)
    return readToolServer(scope, ref)
  },
})

/** Shows a server and the tools that it offers. */
export const readToolServer = query({
  name: 'tool-server.read',
  permission: 'tool:manage',
  input: ToolServerRef,
  output: SyncedToolServer,
  async run({ tx, scope }, { toolServerId }) {
    const facts = await requireServer(tx, toolServerId)
    return {
      server: toToolServer(scope, facts),
      tools: facts.tools.map((row) => toServerTool(facts.server, row)),
    }
  },
})

/** Checks a server if that is due. */
export async function syncWhenDue(scope: Scope, ref: { toolServerId: string }): Promise<void> {
  const { ports } = scope.app
  const server = await lookUpServer(scope, ref).catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  })
  if (server && !server.suspended_at && !server.is_personal) await inspectServer(scope, ports, server)
  else await lookNoMore(entrustedScope(scope, scope.tenantId, scope.actor), ref)
}

/** Stops checking a server. */
const lookNoMore = step(async (context, { toolServerId }: { toolServerId: string }): Promise<void> => {
  cancelScheduledJob(context, toolServerSync, toolServerId)
})
