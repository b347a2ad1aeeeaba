import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { command } from '#kernel/use-case.ts'
import { toolServerSync } from './sync-job.ts'

/** Has a server looked at soon, since it is not as it was. However often it is asked for, it is looked at once. */
export const askForSync = command({
  name: 'tool-server.ask-for-sync',
  permission: 'internal',
  input: ToolServerRef,
  async run(context, { toolServerId }): Promise<void> {
    scheduleJob(context, toolServerSync, toolServerId, { toolServerId }, context.scope.app.now())
  },
})
