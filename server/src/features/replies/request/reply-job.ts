import { id } from '#contract/ids.ts'
import { ReplyRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Its conversation is named for whoever watches the work; jobs of earlier versions do without. */
export const WriteReply = ReplyRef.extend({ conversationId: id('conversation').optional() })

/** The work of writing one reply. */
export const replyWrite = jobKind({ name: 'reply.write', input: WriteReply, triesMax: 5 })
