import { Fault } from '#kernel/fault.ts'
import type { Dialect } from '../dialect.ts'
import { doorRoutes } from './door.ts'
import { sendError } from './faults.ts'

/** The Model Context Protocol: models of other programs use what an API key may do, as tools. */
export const mcp: Dialect = {
  name: 'mcp',
  routes: doorRoutes,
  sendError,
  sendNotFound: (request, reply) => sendError(new Fault('not_found', 'Not found.'), request, reply),
  territory: ['/mcp/*'],
  isBesideNative: true,
}
