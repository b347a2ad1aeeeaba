import { z } from 'zod'
import { ScheduledMessageRef } from '#contract/shapes/proactive.ts'
import { lockVisible } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { announceScheduled } from './scheduled-message.ts'
import { requireScheduled, updateScheduled } from './scheduled-message-store.ts'

/** Cancels a scheduled message; what has been sent stays. */
export const cancelScheduledMessage = command({
  name: 'scheduled-message.cancel',
  permission: 'conversation:write',
  input: ScheduledMessageRef,
  output: z.null(),
  async run(context, { scheduledMessageId }) {
    const { tx, scope } = context
    const { conversation_id } = await requireScheduled(tx, scope, scheduledMessageId)
    const conversation = await lockVisible(tx, scope, conversation_id)
    const known = await requireScheduled(tx, scope, scheduledMessageId)
    if (known.state !== 'waiting') return null
    const row = await updateScheduled(tx, scheduledMessageId, { state: 'cancelled', next_at: null })
    announceScheduled(context, conversation, row)
    return null
  },
})
