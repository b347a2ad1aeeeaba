import { step } from '#kernel/step.ts'
import { findConversation, audiencePayload } from '#features/conversations/index.ts'
import { lockTeams } from '../team-store.ts'
import { findRunning, updateTimer } from './timer-store.ts'
import { scheduleNextTimer } from './timer.ts'

/** Warns that an SLA target is about to be breached, and announces breaches. */
export const fireTimers = step(
  async (context, { conversationId }: { conversationId: string }): Promise<void> => {
    const { tx, scope, emit } = context
    await lockTeams(tx)
    const now = scope.app.now()
    const conversation = await findConversation(tx, conversationId)
    for (const timer of conversation ? await findRunning(tx, [conversationId]) : []) {
      if (!conversation || !timer.due_at || timer.breached_at) continue
      const isLate = timer.due_at <= now
      if (!isLate && (timer.warned_at || !timer.warns_at || timer.warns_at > now)) continue
      await updateTimer(tx, timer.id, isLate ? { breached_at: timer.due_at } : { warned_at: timer.warns_at })
      emit({
        type: isLate ? 'sla.breached' : 'sla.warned',
        payload: {
          ...audiencePayload(conversation),
          teamId: timer.team_id,
          memberId: conversation.assignee_id,
          kind: timer.kind,
          dueAt: timer.due_at.toISOString(),
        },
      })
    }
    await scheduleNextTimer(context, conversationId)
  },
)
