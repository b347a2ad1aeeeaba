import { z } from 'zod'
import { ToolList } from '#contract/shapes/agent.ts'
import { flow } from '#kernel/use-case.ts'
import { toolsThere } from './toolbox.ts'

/** Lists the tools that an agent can be given. */
export const listTools = flow({
  name: 'tool.list',
  permission: 'agent:read',
  input: z.strictObject({}),
  output: ToolList,
  async run({ scope, ports }) {
    return {
      items: toolsThere(scope, ports, { source_ids: [], source_filters: [] }).map(
        ({ name, description }) => ({ name, description }),
      ),
    }
  },
})
