import { id } from '#contract/ids.ts'
import { ReplyRef, ConversationRef, MessageRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The conversation ID is for people who watch the jobs; jobs of earlier versions lack it. */
const WriteReply = ReplyRef.extend({ conversationId: id('conversation').optional() })

/** The work of writing one reply. */
export const replyWrite = jobKind({ name: 'reply.write', input: WriteReply, triesMax: 5 })

/** The job that finds a title for an unnamed conversation. */
export const titleWrite = jobKind({ name: 'title.write', input: ConversationRef, triesMax: 3 })

/** The work of summing up what lies well before a message. */
export const summaryWrite = jobKind({ name: 'summary.write', input: MessageRef, triesMax: 4 })
