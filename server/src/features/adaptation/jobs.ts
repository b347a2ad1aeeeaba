import { jobHandler } from '#kernel/jobs.ts'
import { conversationReview } from './review/conversation-review-job.ts'
import { reviewConversation } from './review/review-conversation.ts'

export const jobHandlers = [jobHandler(conversationReview, { flow: reviewConversation, concurrency: 2 })]
