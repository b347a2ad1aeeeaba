import { ConversationRef } from '#contract/shapes/conversation.ts'
import { audiencePayload, lockConversation } from '#features/conversations/index.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { command, flow } from '#kernel/use-case.ts'
import { findInboxStates, reopen } from './inbox-state-store.ts'
import { inboxActivity } from './inbox-jobs.ts'
import { inboxWake } from './wake-job.ts'

/** Opens a conversation again whose snooze is over. */
export const wakeConversation = flow({
  name: 'inbox.wake',
  permission: 'internal',
  input: ConversationRef,
  run: ({ scope }, input) => wakeNow(scope, input),
})

/** The transaction of it. Part of `wakeConversation`. */
const wakeNow = command({
  name: 'inbox.wake-now',
  permission: 'internal',
  input: ConversationRef,
  async run(context, { conversationId }): Promise<void> {
    const { tx, scope, emit, enqueue } = context
    const conversation = await lockConversation(tx, conversationId)
    const until = (await findInboxStates(tx, [conversationId])).get(conversationId)?.snoozed_until ?? null
    // It may have been snoozed for longer meanwhile.
    if (conversation && until && until > scope.app.now())
      return scheduleJob(context, inboxWake, conversationId, { conversationId }, until)
    cancelScheduledJob(context, inboxWake, conversationId)
    if (!conversation || !until || !(await reopen(tx, conversationId))) return
    enqueue(inboxActivity, { conversationId, what: 'kept', at: scope.app.now().toISOString() })
    emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
  },
})
