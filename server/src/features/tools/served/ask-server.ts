import type { z } from 'zod'
import type { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { Fault, forbidden } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ToolSession } from '#kernel/tool-servers.ts'
import { lookUpServer } from '../servers/look-up-server.ts'
import { inSession } from '../servers/open-session.ts'

/**
 * Sends a request to a server for the actor. A shared credential may reach more than an end user may see; staff may see
 * it. Throws Fault, with the session's reason if the server failed.
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
