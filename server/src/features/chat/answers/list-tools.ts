import { z } from 'zod'
import { ToolList } from '#contract/shapes/agent.ts'
import { offeredTools } from '#features/tools/index.ts'
import { flow } from '#kernel/use-case.ts'
import { builtInTools } from './toolbox.ts'

/** Lists the tools that an agent can be given. */
export const listTools = flow({
  name: 'tool.list',
  permission: 'agent:read',
  input: z.strictObject({}),
  output: ToolList,
  async run({ scope, ports }) {
    const own = builtInTools(scope, ports, { source_ids: [], source_filters: [] })
    const items = [...own, ...(await offeredTools(scope, ports))]
    return {
      items: items.map(({ name, listedAs, description }) => ({ name: listedAs ?? name, description })),
    }
  },
})
