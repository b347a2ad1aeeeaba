import { step } from '#kernel/step.ts'
import { audiencePayload, lockConversation } from '#features/conversations/index.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { findInboxStates, reopen } from './inbox-state-store.ts'
import { inboxActivity, inboxWake } from './job-kinds.ts'

/** Reopens a conversation whose snooze is over. */
export const wakeConversation = step(
  async (context, { conversationId }: { conversationId: string }): Promise<void> => {
    const { tx, scope, emit, enqueue } = context
    const conversation = await lockConversation(tx, conversationId)
    const until = (await findInboxStates(tx, [conversationId])).get(conversationId)?.snoozed_until ?? null
    // It may have been snoozed again for longer.
    if (conversation && until && until > scope.app.now())
      return scheduleJob(context, inboxWake, conversationId, { conversationId }, until)
    cancelScheduledJob(context, inboxWake, conversationId)
    if (!conversation || !until || !(await reopen(tx, conversationId))) return
    enqueue(inboxActivity, { conversationId, what: 'kept', at: scope.app.now().toISOString() })
    emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
  },
)
