import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

export const customTools: Resource<{ items: CustomTool[] }> = {
  key: 'custom-tools',
  load: () => client.customTools.list(),
}
