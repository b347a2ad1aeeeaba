import { z } from 'zod'
import { CustomToolList } from '#contract/shapes/custom-tool.ts'
import { query } from '#kernel/use-case.ts'
import { listCustomToolRows } from './custom-tool-store.ts'
import { toCustomTool } from './custom-tool.ts'

/** Lists the tools of one's own, each with what it offers. */
export const listCustomTools = query({
  name: 'custom-tool.list',
  permission: 'tool:manage',
  input: z.strictObject({}),
  output: CustomToolList,
  run: async ({ tx }) => ({ items: (await listCustomToolRows(tx)).map(toCustomTool) }),
})
