import { readStep } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { findAgent } from '#features/agents/index.ts'
import { findConversation, partsOf, pathUp, textOf } from '#features/conversations/index.ts'
import { findMember, roleOf } from '#features/people/index.ts'
import { hasQuota } from '#features/tenants/index.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import type { QueryContext } from '#kernel/use-case.ts'
import { conversationReview } from './conversation-review-job.ts'
import { refusedSuggestions } from '../suggestions/suggestion-store.ts'
import type { ReviewedMessage } from './review-prompt.ts'
import { reviewedUpTo } from './review-store.ts'

const MESSAGES_MAX = 30
const UNWANTED_MAX = 20

/** The input of a conversation review. */
export interface ConversationReview {
  model: string | null
  instructions: string
  version: number
  lastSeq: number
  messages: ReviewedMessage[]
  /** Earlier suggestions that were rejected: their reasons. */
  unwanted: string[]
}

/**
 * Reads the input for a model; null if there is nothing to review now. Private conversations of members are only
 * reviewed for members who may decide on the suggestion: the agent's owner, or those who may change agents. Part of
 * `reviewConversation`.
 */
export const prepareConversationReview = readStep(
  async (context, place: JobInput<typeof conversationReview>): Promise<ConversationReview | null> => {
    const { tx } = context
    const [agent, conversation, last] = await Promise.all([
      findAgent(tx, place.agentId),
      findConversation(tx, place.conversationId),
      reviewedUpTo(tx, place),
    ])
    if (!agent || !conversation || agent.adapts === 'never') return null
    const round = (seq: number) => Math.floor(seq / agent.adapts_every)
    if (round(conversation.last_seq) <= round(last)) return null
    const isOwn = agent.owner_id !== null && agent.owner_id === conversation.owner_id
    if (!conversation.in_inbox && !isOwn && !(await mayChangeAgents(context, conversation.owner_id)))
      return null
    if (!(await hasQuota(context, { messagesPerMonth: 1, tokensPerMonth: 0 }))) return null
    const path = await pathUp(tx, conversation.id, conversation.head_message_id, MESSAGES_MAX)
    const refused = await refusedSuggestions(tx, agent.id)
    return {
      model: agent.model,
      instructions: agent.instructions,
      version: agent.version,
      lastSeq: conversation.last_seq,
      messages: path.toReversed().flatMap((row) => {
        const text = textOf(partsOf(row)).trim()
        return text === '' ? [] : [{ id: row.id, isPerson: row.role === 'user', text }]
      }),
      unwanted: refused.slice(0, UNWANTED_MAX).map(({ reason }) => reason),
    }
  },
)

async function mayChangeAgents({ tx, scope }: QueryContext, memberId: string): Promise<boolean> {
  const member = await findMember(tx, scope.tenantId, memberId)
  return member !== null && permissionsOf(roleOf(member)).has('agent:write')
}
