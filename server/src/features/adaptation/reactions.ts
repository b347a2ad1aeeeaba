import type { EndedReply } from '#features/agents/index.ts'
import { on } from '#kernel/reactions.ts'
import { conversationReview, isConversationReviewDue } from './review/conversation-review-job.ts'

export const reactions = [
  on<EndedReply>('reply.ended', ({ enqueue }, { agent, conversation, history }) => {
    if (isConversationReviewDue(agent, history[0]?.seq ?? 0))
      enqueue(conversationReview, { conversationId: conversation.id, agentId: agent.id })
  }),
]
