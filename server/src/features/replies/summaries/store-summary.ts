import { step } from '#kernel/step.ts'
import { audiencePayload, lockVisible, requireMessage } from '#features/conversations/index.ts'
import { insertSummary } from './summary-store.ts'

/** Keeps a summary with the last message that it takes in. Part of `writeSummary`. */
export const storeSummary = step(
  async ({ tx, scope, emit }, summary: { messageId: string; text: string; model: string }) => {
    const message = await requireMessage(tx, scope, summary.messageId)
    const conversation = await lockVisible(tx, scope, message.conversation_id)
    // Its owner may read it, and while a person has the conversation no agent says anything to them.
    if (conversation.assignee_kind !== 'agent') return
    if (await insertSummary(tx, scope, message, summary))
      emit({ type: 'conversation.changed', payload: audiencePayload(conversation) })
  },
)
