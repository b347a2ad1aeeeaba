import { step } from '#kernel/step.ts'
import { ToolServerErrorCode } from '#contract/shapes/tool-server.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import type { ServedTool } from '#kernel/tool-servers.ts'
import { keepOffered } from './served-store.ts'
import { lockServerIfThere, updateServer } from './server-store.ts'
import { toolServerSync } from './sync-job.ts'

/** What came of looking at a server. */
export type Looked =
  | { protocol: string; title: string; tools: readonly ServedTool[] }
  | { errorCode: ToolServerErrorCode }

const AGAIN_MS = 3_600_000
const AGAIN_FAILING_MS = 600_000

/** Notes what a server offers now, or why it could not be asked, and when it is looked at next. */
export const keepSynced = step(
  async (context, { toolServerId, looked }: { toolServerId: string; looked: Looked }): Promise<void> => {
    const { tx, scope, emit } = context
    const before = await lockServerIfThere(tx, toolServerId)
    if (!before) return cancelScheduledJob(context, toolServerSync, toolServerId)
    const isFailing = 'errorCode' in looked
    const isOther = isFailing
      ? before.error_code !== looked.errorCode
      : (await keepOffered(tx, scope, toolServerId, looked.tools, before.synced_at === null)) ||
        before.error_code !== null ||
        before.synced_at === null ||
        before.protocol !== looked.protocol
    await updateServer(tx, toolServerId, {
      error_code: isFailing ? looked.errorCode : null,
      ...(!isFailing && {
        protocol: looked.protocol,
        title: looked.title.slice(0, 200),
        synced_at: scope.app.now(),
      }),
    })
    // What each member signs in to alone is looked at when one of them uses it.
    if (before.suspended_at || before.is_personal) cancelScheduledJob(context, toolServerSync, toolServerId)
    else {
      const next = scope.app.now().getTime() + (isFailing ? AGAIN_FAILING_MS : AGAIN_MS)
      scheduleJob(context, toolServerSync, toolServerId, { toolServerId }, new Date(next))
    }
    if (isOther) emit({ type: 'tool-server.synced', payload: { toolServerId, name: before.name } })
  },
)
