import { entrustedScope } from '#features/access/index.ts'
import type { ToolServerDescription } from '#contract/shapes/tool-server.ts'
import type { ExternalTool, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { askForSync } from './look-up-server.ts'
import { inSession } from './open-session.ts'
import { listServerFacts } from './server-store.ts'
import {
  fingerprintOf,
  listedAs,
  nameForModels,
  type ServedToolRow,
  stateOf,
  type ToolServerRow,
} from './tool-server.ts'

/** The approved tools of the tenant's servers. No server is contacted before one of its tools is called. */
export async function serverTools(scope: Scope, ports: Ports): Promise<ExternalTool[]> {
  const facts = await scope.app.database.read(scope.tenantId, listServerFacts)
  return facts
    .filter(({ server }) => !server.suspended_at && (!server.is_personal || scope.actor.kind === 'member'))
    .flatMap(({ server, tools }) =>
      tools.filter((row) => stateOf(row) === 'approved').map((row) => toExternal(scope, ports, server, row)),
    )
}

function toExternal(scope: Scope, ports: Ports, server: ToolServerRow, row: ServedToolRow): ExternalTool {
  const { title, description, inputSchema, isReadOnly, isIdempotent, isOpenWorld } =
    row.approved as ToolServerDescription
  return {
    name: nameForModels(server.name, row.name),
    listedAs: listedAs(server.name, row.name),
    origin: `mcp:${server.name}`,
    fingerprint: row.fingerprint ?? '',
    description: description || title || row.name,
    inputSchema,
    hasEffect: !isReadOnly && !isIdempotent,
    isReadOnly,
    isOpenWorld,
    call: (input, { idempotencyKey, signal }) =>
      inSession(scope, ports, server, {
        signal,
        async work(session) {
          const now = (await session.tools(signal)).find(({ name }) => name === row.name)
          if (now && fingerprintOf(now) === row.fingerprint)
            return session.call(row.name, input, { idempotencyKey, signal })
          await askForSync(entrustedScope(scope, scope.tenantId, scope.actor), { toolServerId: server.id })
          return { output: now ? CHANGED : GONE, isError: true }
        },
      }),
  }
}

const CHANGED =
  'Not called: the server has changed this tool, and nobody has approved it since. Somebody who manages tools must.'
const GONE = 'Not called: the server does not have this tool any more.'
