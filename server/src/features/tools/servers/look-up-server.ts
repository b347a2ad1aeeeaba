import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { query } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { toolServerSync } from '../job-kinds.ts'
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

/** Has a server looked at soon, since it is not as it was. However often it is asked for, it is looked at once. */
export const askForSync = step(async (context, { toolServerId }: { toolServerId: string }): Promise<void> => {
  scheduleJob(context, toolServerSync, toolServerId, { toolServerId }, context.scope.app.now())
})
