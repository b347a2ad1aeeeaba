import { step } from '#kernel/step.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { toolServerSync } from '../job-kinds.ts'

/** Has a server looked at soon, since it is not as it was. However often it is asked for, it is looked at once. */
export const askForSync = step(async (context, { toolServerId }: { toolServerId: string }): Promise<void> => {
  scheduleJob(context, toolServerSync, toolServerId, { toolServerId }, context.scope.app.now())
})
