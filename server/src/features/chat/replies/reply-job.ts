import { ReplyRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of writing one reply. */
export const replyWrite = jobKind({ name: 'reply.write', input: ReplyRef, triesMax: 5 })
