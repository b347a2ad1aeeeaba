import { randomUUID } from 'node:crypto'
import { systemScope } from '#features/access/index.ts'
import { findTenant } from '#features/tenants/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ToolServerAccess, ToolSession } from '#kernel/tool-servers.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'
import { askForSync } from './look-up-server.ts'
import { unseal } from './credential.ts'
import { findCredential } from './credential-store.ts'
import { keyOfServer } from './server-topic.ts'
import { accessTokenFor } from './renew-grant.ts'
import { holderOf, type ToolServerRow } from './tool-server.ts'

/** Opens the session with a server for the actor. Throws Fault with a ToolServerErrorCode as its reason. */
export async function openSession(
  scope: Scope,
  ports: Ports,
  server: ToolServerRow,
  { signal, isAnew = false }: { signal: AbortSignal; isAnew?: boolean },
): Promise<ToolSession> {
  return ports.toolServers.open({ ...(await accessTo(scope, ports, server)), isAnew }, signal)
}

/**
 * Runs something in the session with a server for the actor; once more if the server had dropped the session and done
 * nothing. Throws like the session.
 */
export function inSession<R>(
  scope: Scope,
  ports: Ports,
  server: ToolServerRow,
  { signal, work }: { signal: AbortSignal; work: (session: ToolSession) => Promise<R> },
): Promise<R> {
  const once = async () => work(await openSession(scope, ports, server, { signal }))
  return once().catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'unavailable') return once()
    throw error
  })
}

async function accessTo(scope: Scope, ports: Ports, server: ToolServerRow): Promise<ToolServerAccess> {
  const { app, tenantId } = scope
  const holderId = holderOf(scope, server)
  if (holderId === null) throw toolServerFault('sign-in')
  const shared = {
    key: `${keyOfServer(tenantId, server.id)}${holderId}`,
    of: { tenantId, toolServerId: server.id },
    whenChanged() {
      const visit = { requestId: randomUUID(), signal: new AbortController().signal }
      askForSync(systemScope(app, tenantId, visit), { toolServerId: server.id }).catch((error: unknown) =>
        app.log.warn(
          { err: error, tenantId, toolServerId: server.id },
          'A change of a tool server could not be recorded.',
        ),
      )
    },
  }
  if (server.program !== null) {
    const tenant = await app.database.read(tenantId, (tx) => findTenant(tx, tenantId))
    const known = ports.toolServers.programs(tenant?.slug ?? '')
    if (!known.some(({ name }) => name === server.program)) throw toolServerFault('no-program')
    return { ...shared, transport: 'program', program: server.program }
  }
  return {
    ...shared,
    transport: server.transport as 'http' | 'sse',
    url: server.url ?? '',
    headers: await headersFor(scope, ports, server, holderId),
  }
}

async function headersFor(
  scope: Scope,
  ports: Ports,
  server: ToolServerRow,
  holderId: string,
): Promise<Record<string, string>> {
  if (server.auth === 'none') return {}
  if (server.auth === 'oauth') {
    const token = await accessTokenFor(scope, ports, { serverId: server.id, holderId })
    return { authorization: `Bearer ${token}` }
  }
  const credential = await scope.app.database.read(scope.tenantId, (tx) =>
    findCredential(tx, server.id, holderId),
  )
  if (!credential || credential.is_spent) throw toolServerFault('sign-in')
  return unseal(scope, { serverId: server.id, holderId }, credential.sealed)
}
