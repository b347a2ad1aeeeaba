import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { audiencePayload, lockVisible, requireMessage } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { insertSummary } from './summary-store.ts'

/** Keeps a summary with the last message that it takes in. Part of `writeSummary`. */
export const storeSummary = command({
  name: 'summary.store',
  permission: 'internal',
  input: z.strictObject({ messageId: id('message'), text: z.string().min(1), model: z.string() }),
  async run({ tx, scope, emit }, summary) {
    const message = await requireMessage(tx, scope, summary.messageId)
    const conversation = await lockVisible(tx, scope, message.conversation_id)
    // Its owner may read it, and while a person has the conversation no agent says anything to them.
    if (conversation.assignee_kind !== 'agent') return
    if (await insertSummary(tx, scope, message, summary))
      emit({ type: 'conversation.changed', payload: audiencePayload(conversation) })
  },
})
