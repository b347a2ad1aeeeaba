import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { query } from '#kernel/use-case.ts'
import { requireServer } from './server-store.ts'
import type { ToolServerRow } from './tool-server.ts'

/** The server as it is. Part of what asks it something. */
export const lookUpServer = query({
  name: 'tool-server.look-up',
  permission: 'tool:use',
  input: ToolServerRef,
  run: async ({ tx }, { toolServerId }): Promise<ToolServerRow> =>
    (await requireServer(tx, toolServerId)).server,
})
