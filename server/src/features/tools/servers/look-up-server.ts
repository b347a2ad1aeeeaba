import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { query } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { toolServerSync } from '../job-kinds.ts'
import { requireServer } from './server-store.ts'
import type { ToolServerRow } from './tool-server.ts'

/** The server. Part of use-cases that call it. */
export const lookUpServer = query({
  name: 'tool-server.look-up',
  permission: 'tool:use',
  input: ToolServerRef,
  run: async ({ tx }, { toolServerId }): Promise<ToolServerRow> =>
    (await requireServer(tx, toolServerId)).server,
})

/** Queues a check of a server, because it has changed. Repeated requests lead to one check. */
export const askForSync = step(async (context, { toolServerId }: { toolServerId: string }): Promise<void> => {
  scheduleJob(context, toolServerSync, toolServerId, { toolServerId }, context.scope.app.now())
})
