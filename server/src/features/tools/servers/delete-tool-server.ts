import { z } from 'zod'
import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { command } from '#kernel/use-case.ts'
import { announceServer } from './server-topic.ts'
import { lockServer, removeServer } from './server-store.ts'
import { toolServerSync } from '../job-kinds.ts'

/** Removes a server, with its tools and all that it was shown. */
export const deleteToolServer = command({
  name: 'tool-server.delete',
  permission: 'tool:manage',
  input: ToolServerRef,
  output: z.null(),
  async run(context, { toolServerId }) {
    const { name } = await lockServer(context.tx, toolServerId)
    await removeServer(context.tx, toolServerId)
    cancelScheduledJob(context, toolServerSync, toolServerId)
    announceServer(context, toolServerId)
    context.emit({ type: 'tool-server.deleted', payload: { toolServerId, name } })
    return null
  },
})
