import { ToolServerErrorCode } from '#contract/shapes/tool-server.ts'
import { entrustedScope } from '#features/access/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { step } from '#kernel/step.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import type { ServedTool } from '#kernel/tool-servers.ts'
import { openSession } from './open-session.ts'
import { keepable, type ToolServerRow } from './tool-server.ts'
import { keepOffered } from './served-store.ts'
import { lockServerIfThere, updateServer } from './server-store.ts'
import { toolServerSync } from '../job-kinds.ts'

/** Refreshes a server's offer and stores it. */
export async function inspectServer(scope: Scope, ports: Ports, server: ToolServerRow): Promise<void> {
  const looked = await look(scope, ports, server)
  await keepSynced(entrustedScope(scope, scope.tenantId, scope.actor), { toolServerId: server.id, looked })
}

async function look(scope: Scope, ports: Ports, server: ToolServerRow): Promise<Looked> {
  try {
    const session = await openSession(scope, ports, server, { signal: scope.signal, isAnew: true })
    const tools = keepable(await session.tools(scope.signal))
    return { protocol: storableText(session.protocol), title: storableText(session.title), tools }
  } catch (error) {
    if (!(error instanceof Fault) || error.reason === undefined) throw error
    return { errorCode: error.reason as ToolServerErrorCode }
  }
}

/** The result of checking a server. */
type Looked =
  | { protocol: string; title: string; tools: readonly ServedTool[] }
  | { errorCode: ToolServerErrorCode }

const AGAIN_MS = 3_600_000
const AGAIN_FAILING_MS = 600_000

/** Stores a server's current offer, or why it could not be reached, and schedules the next check. */
const keepSynced = step(
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
    // A server with personal sign-ins is checked when a member uses it.
    if (before.suspended_at || before.is_personal) cancelScheduledJob(context, toolServerSync, toolServerId)
    else {
      const next = scope.app.now().getTime() + (isFailing ? AGAIN_FAILING_MS : AGAIN_MS)
      scheduleJob(context, toolServerSync, toolServerId, { toolServerId }, new Date(next))
    }
    if (isOther) emit({ type: 'tool-server.synced', payload: { toolServerId, name: before.name } })
  },
)
