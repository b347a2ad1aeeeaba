import { jobHandler } from '#kernel/jobs.ts'
import { conversationReview } from './review/conversation-review-job.ts'
import { reviewConversation } from './review/review-conversation.ts'

export const jobHandlers = [jobHandler(conversationReview, { work: reviewConversation, concurrency: 2 })]
