import type { ExternalTool } from '#kernel/ports.ts'

/** Whether an entry of a list names the tool: by what lists call it, or all of one origin as `mcp:<server>:*`. */
export const isListed = (
  { name, listedAs, origin }: Pick<ExternalTool, 'name' | 'listedAs' | 'origin'>,
  entries: readonly string[],
): boolean => entries.includes(listedAs ?? name) || (origin !== undefined && entries.includes(`${origin}:*`))
