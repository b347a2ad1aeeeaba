import { ReplyRef } from '#contract/shapes/conversation.ts'
import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of giving up waiting for consent to the calls of one answer. */
export const approvalExpire = jobKind({ name: 'tool-approval.expire', input: ReplyRef, triesMax: 5 })

/** Refreshes the tools that a server offers. */
export const toolServerSync = jobKind({ name: 'tool-server.sync', input: ToolServerRef, triesMax: 3 })
