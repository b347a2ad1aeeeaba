import { ReplyRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of giving up waiting for consent to the calls of one answer. */
export const approvalExpire = jobKind({ name: 'tool-approval.expire', input: ReplyRef, triesMax: 5 })
