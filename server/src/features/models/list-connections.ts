import { z } from 'zod'
import { ConnectionList } from '#contract/shapes/model.ts'
import { query } from '#kernel/use-case.ts'
import { toConnection } from './connection.ts'
import { listConnectionRows } from './connection-store.ts'

/** Lists the tenant's connections to model providers, without their keys. */
export const listConnections = query({
  name: 'connection.list',
  permission: 'model:manage',
  input: z.strictObject({}),
  output: ConnectionList,
  run: async ({ tx }) => ({ items: (await listConnectionRows(tx)).map(toConnection) }),
})
