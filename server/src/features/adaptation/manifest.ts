import type { EndedReply } from '#features/agents/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { on } from '#kernel/reactions.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { personalSuggestions } from './suggestions/personal-data.ts'
import { conversationReview, isConversationReviewDue } from './review/conversation-review-job.ts'
import { reviewConversation } from './review/review-conversation.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'suggestions', column: 'instructions', key: ['id'] },
  { table: 'suggestions', column: 'reason', key: ['id'] },
  { table: 'suggestions', column: 'idea', key: ['id'], isList: true },
]

const jobHandlers = [jobHandler(conversationReview, { work: reviewConversation, concurrency: 2 })]

const reactions = [
  on<EndedReply>('reply.ended', ({ enqueue }, { agent, conversation, history }) => {
    if (isConversationReviewDue(agent, history[0]?.seq ?? 0))
      enqueue(conversationReview, { conversationId: conversation.id, agentId: agent.id })
  }),
]

export const manifest: Manifest = {
  jobHandlers,
  reactions,
  contentColumns,
  personalData: [personalSuggestions],
}

const whoChangesAgents = mayReceiveAgentEvent('agent:write')

/** Who may receive its events. */
export const audience = {
  'suggestion.made': whoChangesAgents,
  'suggestion.settled': whoChangesAgents,
} as const
