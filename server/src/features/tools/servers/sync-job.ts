import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of looking what a server offers now. */
export const toolServerSync = jobKind({ name: 'tool-server.sync', input: ToolServerRef, triesMax: 3 })
