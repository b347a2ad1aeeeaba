import { ConversationRef } from '#contract/shapes/conversation.ts'
import { InboxConversation, ChangeInboxConversation } from '#contract/shapes/inbox.ts'
import { audiencePayload } from '#features/conversations/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { invalidInput } from '#kernel/fault.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { requireInboxConversation, lockInboxConversation } from './inbox-conversation.ts'
import { showInboxConversation } from './show-inbox-conversation.ts'
import { changeAssignee } from './change-assignee.ts'
import { findInboxStates, putInboxState } from './inbox-state-store.ts'
import { inboxActivity, conversationResolved, inboxWake } from './job-kinds.ts'
import { theAgent } from './assignee.ts'
import { refuseOthers } from './refuse-others.ts'

/** Shows one conversation as operators see it. */
export const readInboxConversation = query({
  name: 'inbox.read',
  permission: 'inbox:read',
  input: ConversationRef,
  output: InboxConversation,
  run: async ({ tx, scope }, { conversationId }) =>
    showInboxConversation(tx, scope, await requireInboxConversation(tx, scope, conversationId)),
})

/** Opens, sets to pending, snoozes or resolves an inbox conversation, or sets its priority and labels. */
export const changeInboxConversation = command({
  name: 'inbox.change',
  permission: 'inbox:write',
  input: ChangeInboxConversation,
  output: InboxConversation,
  async run(context, { conversationId, state, snoozedUntil, priority, labels }): Promise<InboxConversation> {
    const { tx, scope, emit, enqueue } = context
    const until = snoozedUntil === undefined ? null : new Date(snoozedUntil)
    if ((state === 'snoozed') !== (until !== null))
      throw invalidInput('snoozedUntil: required to snooze, and not allowed otherwise')
    if (until && until <= scope.app.now()) throw invalidInput('snoozedUntil: must be in the future')
    let conversation = await lockInboxConversation(tx, scope, conversationId)
    const before = conversation
    const wasResolved =
      state === 'resolved' &&
      (await findInboxStates(tx, [conversationId])).get(conversationId)?.state === 'resolved'
    // Resolving it also gives it back: the agent answers if the person writes again.
    if (state === 'resolved' && conversation.assignee_kind !== 'agent' && conversation.agent_id !== null) {
      await refuseOthers(context, conversation)
      const handed = await changeAssignee(context, conversation, { to: theAgent, why: 'resolved' })
      conversation = { ...handed.conversation, now: conversation.now }
    }
    await putInboxState(tx, scope, conversation.id, {
      ...(state && { state, snoozed_until: until }),
      ...withoutUndefined({ priority, labels: labels && [...new Set(labels)] }),
    })
    if (until) scheduleJob(context, inboxWake, conversation.id, { conversationId }, until)
    else if (state) cancelScheduledJob(context, inboxWake, conversation.id)
    const at = scope.app.now().toISOString()
    enqueue(inboxActivity, { conversationId, what: 'kept', at })
    if (state === 'resolved' && !wasResolved)
      enqueue(conversationResolved, {
        conversationId,
        wasWithPeople: before.assignee_kind !== 'agent',
        memberId: before.assignee_id,
        at,
      })
    emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
    return showInboxConversation(tx, scope, conversation)
  },
})
