import { ConversationRef } from '#contract/shapes/conversation.ts'
import { findConversation, heardBy } from '#features/conversations/index.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockTeams } from '../teams/team-store.ts'
import { findRunning, updateClock } from './clock-store.ts'
import { setNextRing } from './next-ring.ts'

/** Warns that somebody should be answered soon, and tells when it was too late. */
export const ringClocks = flow({
  name: 'sla.ring',
  permission: 'internal',
  input: ConversationRef,
  run: ({ scope }, input) => ringNow(scope, input),
})

/** The transaction of it. Part of `ringClocks`. */
const ringNow = command({
  name: 'sla.ring-now',
  permission: 'internal',
  input: ConversationRef,
  async run(context, { conversationId }): Promise<void> {
    const { tx, scope, emit } = context
    await lockTeams(tx)
    const now = scope.app.now()
    const conversation = await findConversation(tx, conversationId)
    for (const clock of conversation ? await findRunning(tx, [conversationId]) : []) {
      if (!conversation || !clock.due_at || clock.breached_at) continue
      const isLate = clock.due_at <= now
      if (!isLate && (clock.warned_at || !clock.warns_at || clock.warns_at > now)) continue
      await updateClock(tx, clock.id, isLate ? { breached_at: clock.due_at } : { warned_at: clock.warns_at })
      emit({
        type: isLate ? 'sla.breached' : 'sla.warned',
        payload: {
          ...heardBy(conversation),
          teamId: clock.team_id,
          memberId: conversation.holder_id,
          kind: clock.kind,
          dueAt: clock.due_at.toISOString(),
        },
      })
    }
    await setNextRing(context, conversationId)
  },
})
