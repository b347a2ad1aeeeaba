import { ConversationRef } from '#contract/shapes/conversation.ts'
import { heardBy, lockConversation } from '#features/conversations/index.ts'
import { appoint, cancelAppointment } from '#kernel/appointments.ts'
import { command, flow } from '#kernel/use-case.ts'
import { findDeskStates, reopen } from './desk-state-store.ts'
import { deskMoved } from './desk-work.ts'
import { deskWake } from './wake-job.ts'

/** Opens a conversation again whose snooze is over. */
export const wakeConversation = flow({
  name: 'desk.wake',
  permission: 'internal',
  input: ConversationRef,
  run: ({ scope }, input) => wakeNow(scope, input),
})

/** The transaction of it. Part of `wakeConversation`. */
const wakeNow = command({
  name: 'desk.wake-now',
  permission: 'internal',
  input: ConversationRef,
  async run(context, { conversationId }): Promise<void> {
    const { tx, scope, emit, enqueue } = context
    const conversation = await lockConversation(tx, conversationId)
    const until = (await findDeskStates(tx, [conversationId])).get(conversationId)?.snoozed_until ?? null
    // It may have been snoozed for longer meanwhile.
    if (conversation && until && until > scope.app.now())
      return appoint(context, deskWake, conversationId, { conversationId }, until)
    cancelAppointment(context, deskWake, conversationId)
    if (!conversation || !until || !(await reopen(tx, conversationId))) return
    enqueue(deskMoved, { conversationId, what: 'kept', at: scope.app.now().toISOString() })
    emit({ type: 'desk.changed', payload: heardBy(conversation) })
  },
})
