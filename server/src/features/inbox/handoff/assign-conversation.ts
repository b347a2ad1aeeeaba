import { AssignConversation, InboxConversation } from '#contract/shapes/inbox.ts'
import { cutLately } from '#features/conversations/index.ts'
import { findMember, roleOf } from '#features/people/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { reaches } from '#kernel/permissions.ts'
import { type CommandContext, command, flow } from '#kernel/use-case.ts'
import { lockInboxConversation } from './inbox-conversation.ts'
import { changeAssignee } from './change-assignee.ts'
import { theMember, theQueue } from './assignee.ts'
import { showInboxConversation } from './show-inbox-conversation.ts'
import { waitForRelease } from './wait-for-release.ts'

/** Assigns a conversation to a member, whoever has it, or returns it to the queue. */
export const assignConversation = flow({
  name: 'inbox.assign',
  permission: 'inbox:write',
  input: AssignConversation,
  output: InboxConversation,
  async run({ scope }, wanted): Promise<InboxConversation> {
    const { shown, elsewhere } = await assignNow(scope, wanted)
    await waitForRelease(scope, elsewhere)
    return shown
  },
})

/** Its transaction. */
const assignNow = command({
  name: 'inbox.assign-now',
  permission: 'inbox:write',
  input: AssignConversation,
  async run(context, { conversationId, memberId }) {
    const { tx, scope } = context
    const conversation = await lockInboxConversation(tx, scope, conversationId)
    if (memberId !== null) await requireOperator(context, memberId)
    const isThere =
      memberId === null ? conversation.assignee_kind === 'queue' : conversation.assignee_id === memberId
    if (isThere)
      return {
        shown: await showInboxConversation(tx, scope, conversation),
        elsewhere: await cutLately(tx, conversationId),
      }
    const handed = await changeAssignee(
      context,
      conversation,
      memberId === null ? { to: theQueue, why: 'queued' } : { to: theMember(memberId), why: 'assigned' },
    )
    return { shown: await showInboxConversation(tx, scope, handed.conversation), elsewhere: handed.elsewhere }
  },
})

/** The same inside another command's transaction. */
export const assignWithin = assignNow.within

/** Throws Fault `not_found` or `precondition_failed` for a member who cannot be assigned. */
export async function requireOperator({ tx, scope }: CommandContext, memberId: string): Promise<void> {
  const member = await findMember(tx, scope.tenantId, memberId)
  if (!member) throw notFound('member')
  if (member.is_suspended || !reaches(roleOf(member), 'operator'))
    throw new Fault('precondition_failed', 'A conversation can only be assigned to an operator.', {
      reason: 'no-operator',
    })
}
