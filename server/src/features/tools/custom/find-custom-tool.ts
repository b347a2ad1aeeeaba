import { CustomToolRef } from '#contract/shapes/custom-tool.ts'
import { query } from '#kernel/use-case.ts'
import { requireCustomTool } from './custom-tool-store.ts'

/** A tool of one's own, as it is stored. Part of `tryCustomTool` and `changeCustomTool`. */
export const findCustomTool = query({
  name: 'custom-tool.find',
  permission: 'tool:manage',
  input: CustomToolRef,
  run: ({ tx }, { customToolId }) => requireCustomTool(tx, customToolId),
})
