import { z } from 'zod'
import { ToolServerList } from '#contract/shapes/tool-server.ts'
import { findTenant } from '#features/tenants/index.ts'
import { query } from '#kernel/use-case.ts'
import { listServerFacts } from './server-store.ts'
import { toToolServer } from './tool-server.ts'

/** Lists the servers whose tools agents may be given, and how each of them does. */
export const listToolServers = query({
  name: 'tool-server.list',
  permission: 'tool:use',
  input: z.strictObject({}),
  output: ToolServerList,
  async run({ tx, scope }) {
    const facts = await listServerFacts(tx)
    const tenant = await findTenant(tx, scope.tenantId)
    const mayAdd = scope.actor.permissions.has('tool:manage')
    return {
      items: facts.map((one) => toToolServer(scope, one)),
      programs: mayAdd ? [...scope.app.ports.toolServers.programs(tenant?.slug ?? '')] : [],
    }
  },
})
