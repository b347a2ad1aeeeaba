import type { ExternalTool, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { serverTools } from './servers/server-tools.ts'
import { callOperation } from './custom/calling/call-operation.ts'
import { listCustomToolRows } from './custom/custom-tool-store.ts'
import { fingerprintOf, listedAs, nameForModels, operationsOf, originOf } from './custom/custom-tool.ts'

/** The tenant's custom tools. None is contacted before it is called. */
async function customTools(scope: Scope, ports: Ports): Promise<ExternalTool[]> {
  const rows = await scope.app.database.read(scope.tenantId, listCustomToolRows)
  return rows
    .filter((row) => row.suspended_at === null)
    .flatMap((row) =>
      operationsOf(row).map((operation) => ({
        name: nameForModels(row, operation),
        listedAs: listedAs(row, operation),
        origin: originOf(row),
        fingerprint: fingerprintOf(row, operation),
        description: operation.description,
        inputSchema: operation.inputSchema,
        hasEffect: !operation.isReadOnly,
        isReadOnly: operation.isReadOnly,
        isOpenWorld: true,
        call: (input, { idempotencyKey, signal }) =>
          callOperation(scope, ports.callOut, { row, operation, input, idempotencyKey, signal }),
      })),
    )
}

/** Finds tools of one kind that a tenant has. */
type ToolFinder = (scope: Scope, ports: Ports) => Promise<ExternalTool[]>

const finders: readonly ToolFinder[] = [serverTools, customTools]

/** All tools that a tenant's agents can be given, besides the built-in ones. */
export const offeredTools = async (scope: Scope, ports: Ports): Promise<ExternalTool[]> =>
  (await Promise.all(finders.map((find) => find(scope, ports)))).flat()

/** The tools of an agent besides the built-in ones: those named in its list. */
export async function toolsFor(
  scope: Scope,
  ports: Ports,
  agent: { tools: readonly string[] },
): Promise<ExternalTool[]> {
  const entries = agent.tools.filter((entry) => entry.includes(':'))
  if (entries.length === 0) return []
  return (await offeredTools(scope, ports)).filter((tool) => isListed(tool, entries))
}

/** Whether an entry of a list matches the tool: by its name in lists, or all of one origin as `mcp:<server>:*`. */
const isListed = (
  tool: Pick<ExternalTool, 'name' | 'listedAs' | 'origin'>,
  entries: readonly string[],
): boolean =>
  entries.includes(tool.listedAs ?? tool.name) ||
  (tool.origin !== undefined && entries.includes(`${tool.origin}:*`))
