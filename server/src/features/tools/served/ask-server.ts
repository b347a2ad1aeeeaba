import type { z } from 'zod'
import type { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { Fault, forbidden } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ToolSession } from '#kernel/tool-servers.ts'
import { lookUpServer } from '../servers/look-up-server.ts'
import { inSession } from '../servers/open-session.ts'

/**
 * Asks a server something in the name of whoever acts. What all share one key for may hold more than a customer who signed
 * up may see; whoever works here sees it. Throws Fault, with the reason of the session where the server is to blame.
 */
export async function askServer<R>(
  scope: Scope,
  ports: Ports,
  { toolServerId }: z.output<typeof ToolServerRef>,
  work: (session: ToolSession) => Promise<R>,
): Promise<{ answer: R; origin: string }> {
  const server = await lookUpServer(scope, { toolServerId })
  if (!server.is_personal && !scope.actor.permissions.has('knowledge:read'))
    throw forbidden('This tool server is for members only.')
  if (server.suspended_at)
    throw new Fault('precondition_failed', 'This tool server is suspended; resume it first.')
  const answer = await inSession(scope, ports, server, { signal: scope.signal, work })
  return { answer, origin: `mcp:${server.name}` }
}
