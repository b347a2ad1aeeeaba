import type { Reader } from '#platform/database/open.ts'
import { listedAs as listedOfCustom, operationsOf, originOf } from './custom/custom-tool.ts'
import { listCustomToolRows } from './custom/custom-tool-store.ts'
import { listServerFacts } from './servers/server-store.ts'
import { listedAs } from './servers/tool-server.ts'

/**
 * The names that agents' tool lists may contain besides the built-in ones: each tool, and all of one origin as
 * `mcp:<server>:*`. Suspended and unapproved ones are included.
 */
export async function entriesHere(tx: Reader): Promise<string[]> {
  const served = (await listServerFacts(tx)).flatMap(({ server, tools }) => [
    listedAs(server.name, '*'),
    ...tools.map(({ name }) => listedAs(server.name, name)),
  ])
  const custom = (await listCustomToolRows(tx)).flatMap((row) => [
    `${originOf(row)}:*`,
    ...operationsOf(row).map((operation) => listedOfCustom(row, operation)),
  ])
  return [...served, ...custom]
}
