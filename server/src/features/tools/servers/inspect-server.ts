import { entrustedScope } from '#features/access/index.ts'
import type { ToolServerErrorCode } from '#contract/shapes/tool-server.ts'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { keepSynced, type Looked } from './keep-synced.ts'
import { openSession } from './open-session.ts'
import { keepable, type ToolServerRow } from './tool-server.ts'

/** Asks a server anew what it offers, and notes it. */
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
