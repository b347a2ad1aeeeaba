import { z } from 'zod'
import { PlannedMessageRef } from '#contract/shapes/initiative.ts'
import { lockVisible } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { announcePlanned } from './planned-message.ts'
import { requirePlanned, updatePlanned } from './planned-store.ts'

/** Takes back what was planned; what has been said stays. */
export const cancelPlannedMessage = command({
  name: 'planned-message.cancel',
  permission: 'conversation:write',
  input: PlannedMessageRef,
  output: z.null(),
  async run(context, { plannedMessageId }) {
    const { tx, scope } = context
    const { conversation_id } = await requirePlanned(tx, scope, plannedMessageId)
    const conversation = await lockVisible(tx, scope, conversation_id)
    const known = await requirePlanned(tx, scope, plannedMessageId)
    if (known.state !== 'waiting') return null
    const row = await updatePlanned(tx, plannedMessageId, { state: 'cancelled', next_at: null })
    announcePlanned(context, conversation, row)
    return null
  },
})
