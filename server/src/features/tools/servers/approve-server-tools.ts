import { ApproveServerTools, SyncedToolServer } from '#contract/shapes/tool-server.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { approveTool } from './served-store.ts'
import { lockServer } from './server-store.ts'
import { readToolServer } from './sync-tool-server.ts'

/** Says that new or changed tools of a server may be used as they were shown. */
export const approveServerTools = command({
  name: 'tool-server.approve-tools',
  permission: 'tool:manage',
  input: ApproveServerTools,
  output: SyncedToolServer,
  async run(context, { toolServerId, tools }) {
    const { name } = await lockServer(context.tx, toolServerId)
    for (const tool of tools)
      if (!(await approveTool(context.tx, toolServerId, tool)))
        throw conflict(`${tool.name} has changed since it was shown; review it again.`)
    context.emit({
      type: 'tool-server.tools-approved',
      payload: { toolServerId, name, tools: tools.map((tool) => tool.name) },
    })
    return readToolServer.within(context, { toolServerId })
  },
})
