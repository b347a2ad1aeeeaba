import type { ExternalTool, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { customTools } from './custom/custom-tools.ts'
import { serverTools } from './servers/server-tools.ts'

/** Finds tools of one kind that a tenant has. */
type ToolFinder = (scope: Scope, ports: Ports) => Promise<ExternalTool[]>

const finders: readonly ToolFinder[] = [serverTools, customTools]

/** Every tool of a tenant that its agents can be given, besides the built-in ones. */
export const offeredTools = async (scope: Scope, ports: Ports): Promise<ExternalTool[]> =>
  (await Promise.all(finders.map((find) => find(scope, ports)))).flat()

/** The tools besides the built-in ones that an agent has: those that an entry of its list names. */
export async function toolsFor(
  scope: Scope,
  ports: Ports,
  agent: { tools: readonly string[] },
): Promise<ExternalTool[]> {
  const entries = agent.tools.filter((entry) => entry.includes(':'))
  if (entries.length === 0) return []
  return (await offeredTools(scope, ports)).filter((tool) => isListed(tool, entries))
}

/** Whether an entry of a list names the tool: by what lists call it, or all of one origin as `mcp:<server>:*`. */
const isListed = (
  { name, listedAs, origin }: Pick<ExternalTool, 'name' | 'listedAs' | 'origin'>,
  entries: readonly string[],
): boolean => entries.includes(listedAs ?? name) || (origin !== undefined && entries.includes(`${origin}:*`))
