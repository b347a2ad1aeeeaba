import { ConversationRef } from '#contract/shapes/conversation.ts'
import { findConversation, audiencePayload } from '#features/conversations/index.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockTeams } from '../team-store.ts'
import { findRunning, updateTimer } from './timer-store.ts'
import { scheduleNextTimer } from './schedule-next-timer.ts'

/** Warns that somebody should be answered soon, and tells when it was too late. */
export const fireTimers = flow({
  name: 'sla.fire-timers',
  permission: 'internal',
  input: ConversationRef,
  run: ({ scope }, input) => fireNow(scope, input),
})

/** The transaction of it. Part of `fireTimers`. */
const fireNow = command({
  name: 'sla.fire-timers-now',
  permission: 'internal',
  input: ConversationRef,
  async run(context, { conversationId }): Promise<void> {
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
})
