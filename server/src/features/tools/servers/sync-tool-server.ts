import { SyncedToolServer, ToolServerRef } from '#contract/shapes/tool-server.ts'
import { Fault } from '#kernel/fault.ts'
import { flow, query } from '#kernel/use-case.ts'
import { inspectServer } from './inspect-server.ts'
import { lookUpServer } from './look-up-server.ts'
import { requireServer } from './server-store.ts'
import { toServerTool, toToolServer } from './tool-server.ts'

/** Asks a server what it offers now; what is new or changed waits to be approved. */
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
