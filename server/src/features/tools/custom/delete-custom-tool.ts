import { z } from 'zod'
import { CustomToolRef } from '#contract/shapes/custom-tool.ts'
import { command } from '#kernel/use-case.ts'
import { lockCustomTool, removeCustomTool } from './custom-tool-store.ts'

/** Removes a tool of one's own. Agents that were given it do not have it any more. */
export const deleteCustomTool = command({
  name: 'custom-tool.delete',
  permission: 'tool:manage',
  input: CustomToolRef,
  output: z.null(),
  async run({ tx, emit }, { customToolId }) {
    const { name } = await lockCustomTool(tx, customToolId)
    await removeCustomTool(tx, customToolId)
    emit({ type: 'custom-tool.deleted', payload: { customToolId, name } })
    return null
  },
})
