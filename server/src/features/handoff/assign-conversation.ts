import { AssignConversation, DeskConversation } from '#contract/shapes/desk.ts'
import { cutLately } from '#features/conversations/index.ts'
import { findMember, roleOf } from '#features/people/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { reaches } from '#kernel/permissions.ts'
import { type CommandContext, command, flow } from '#kernel/use-case.ts'
import { lockAtDesk } from './at-desk.ts'
import { changeHolder } from './change-holder.ts'
import { heldByMember, theQueue } from './holder.ts'
import { showOneAtDesk } from './show-desk.ts'
import { untilQuiet } from './until-quiet.ts'

/** Gives a conversation to a member, whoever has it, or back into the queue. */
export const assignConversation = flow({
  name: 'desk.assign',
  permission: 'desk:write',
  input: AssignConversation,
  output: DeskConversation,
  async run({ scope }, wanted): Promise<DeskConversation> {
    const { shown, elsewhere } = await assignNow(scope, wanted)
    await untilQuiet(scope, elsewhere)
    return shown
  },
})

/** The transaction of it. Part of `assignConversation`. */
const assignNow = command({
  name: 'desk.assign-now',
  permission: 'desk:write',
  input: AssignConversation,
  async run(context, { conversationId, memberId }) {
    const { tx, scope } = context
    const conversation = await lockAtDesk(tx, scope, conversationId)
    if (memberId !== null) await requireOperator(context, memberId)
    const isThere = memberId === null ? conversation.held_by === 'queue' : conversation.holder_id === memberId
    if (isThere)
      return {
        shown: await showOneAtDesk(tx, scope, conversation),
        elsewhere: await cutLately(tx, conversationId),
      }
    const handed = await changeHolder(
      context,
      conversation,
      memberId === null ? { to: theQueue, why: 'queued' } : { to: heldByMember(memberId), why: 'assigned' },
    )
    return { shown: await showOneAtDesk(tx, scope, handed.conversation), elsewhere: handed.elsewhere }
  },
})

/** The same inside another command's transaction. */
export const assignWithin = assignNow.within

/** Throws Fault `not_found` or `precondition_failed` for somebody who cannot be given a conversation. */
export async function requireOperator({ tx, scope }: CommandContext, memberId: string): Promise<void> {
  const member = await findMember(tx, scope.tenantId, memberId)
  if (!member) throw notFound('member')
  if (member.is_suspended || !reaches(roleOf(member), 'operator'))
    throw new Fault('precondition_failed', 'Only somebody who works at the desk can have a conversation.', {
      reason: 'no-operator',
    })
}
