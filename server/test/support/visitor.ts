import { randomUUID } from 'node:crypto'
import { admitVisitor, findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import type { TestServer } from './open-test-server.ts'

/** A visitor who is new here, and their conversation with an agent. */
export async function newVisitor(
  server: TestServer,
  agentId: string,
): Promise<{ token: string; id: string }> {
  const system = systemScope(server.app, await findTenantId(server.app, null), visit())
  const { token } = await admitVisitor(system, { externalId: randomUUID(), name: 'Vera' })
  const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', { token, body: { agentId } })
  return { token, id: body.id }
}
