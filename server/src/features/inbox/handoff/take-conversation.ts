import { InboxConversation, TakeConversation } from '#contract/shapes/inbox.ts'
import { cutLately } from '#features/conversations/index.ts'
import { actorId } from '#kernel/scope.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockInboxConversation } from './inbox-conversation.ts'
import { changeAssignee } from './change-assignee.ts'
import { theMember } from './assignee.ts'
import { refuseOthers } from './refuse-others.ts'
import { showInboxConversation } from './show-inbox-conversation.ts'
import { waitForRelease } from './wait-for-release.ts'

/** Takes a conversation: once the response arrives, no agent says another word in it. */
export const takeConversation = flow({
  name: 'inbox.take',
  permission: 'inbox:write',
  input: TakeConversation,
  output: InboxConversation,
  async run({ scope }, wanted): Promise<InboxConversation> {
    const { shown, elsewhere } = await takeNow(scope, wanted)
    await waitForRelease(scope, elsewhere)
    return shown
  },
})

/** Its transaction. */
const takeNow = command({
  name: 'inbox.take-now',
  permission: 'inbox:write',
  input: TakeConversation,
  async run(context, { conversationId, fromMemberId }) {
    const { tx, scope } = context
    const conversation = await lockInboxConversation(tx, scope, conversationId)
    const me = actorId(scope)
    if (conversation.assignee_id === me)
      return {
        shown: await showInboxConversation(tx, scope, conversation),
        elsewhere: await cutLately(tx, conversationId),
      }
    await refuseOthers(context, conversation, fromMemberId)
    const handed = await changeAssignee(context, conversation, { to: theMember(me), why: 'taken' })
    return { shown: await showInboxConversation(tx, scope, handed.conversation), elsewhere: handed.elsewhere }
  },
})

/** The same inside another command's transaction. */
export const takeWithin = takeNow.within
