import { z } from 'zod'
import { ToolList } from '#contract/shapes/agent.ts'
import { offeredTools } from '#features/tools/index.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import { flow } from '#kernel/use-case.ts'
import { rememberDescription } from '../remember.ts'
import { builtInTools } from './toolbox.ts'

type Named = Pick<ExternalTool, 'name' | 'listedAs' | 'description'>

/** Lists the tools that an agent can be given. */
export const listTools = flow({
  name: 'tool.list',
  permission: 'agent:read',
  input: z.strictObject({}),
  output: ToolList,
  async run({ scope, ports }) {
    const own = builtInTools(scope, ports, { knowledge_base_ids: [], knowledge_base_filters: [] })
    const items: Named[] = [...own, rememberDescription, ...(await offeredTools(scope, ports))]
    return {
      items: items.map(({ name, listedAs, description }) => ({ name: listedAs ?? name, description })),
    }
  },
})
