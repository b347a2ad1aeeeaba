import { ConversationRef, ConversationSummary } from '#contract/shapes/conversation.ts'
import { pathUp, requireVisible } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { rememberedOf } from './remembered.ts'
import { newestSummaries } from './summary-store.ts'

const LOOKED_BACK = 200

/** Shows what the agent remembers of the branch that is shown, beyond its newest messages. */
export const readSummary = query({
  name: 'conversation.read-summary',
  permission: 'conversation:read',
  input: ConversationRef,
  output: ConversationSummary,
  async run({ tx, scope }, { conversationId }) {
    const { id, head_message_id: head } = await requireVisible(tx, scope, conversationId)
    const summaries = await newestSummaries(tx, id)
    if (summaries.length === 0) return { summary: null }
    const { summary } = rememberedOf(await pathUp(tx, id, head, LOOKED_BACK), summaries)
    return {
      summary: summary && {
        text: summary.text,
        messageId: summary.message_id,
        seq: summary.seq,
        createdAt: summary.created_at.toISOString(),
      },
    }
  },
})
