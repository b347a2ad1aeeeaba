import { conversationReview } from '#features/agents/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { reviewConversation } from './review/review-conversation.ts'

export const jobHandlers = [jobHandler(conversationReview, { flow: reviewConversation, concurrency: 2 })]
