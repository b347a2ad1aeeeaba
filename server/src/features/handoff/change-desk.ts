import { ChangeDesk, DeskConversation } from '#contract/shapes/desk.ts'
import { heardBy } from '#features/conversations/index.ts'
import { appoint, cancelAppointment } from '#kernel/appointments.ts'
import { invalidInput } from '#kernel/fault.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { lockAtDesk } from './at-desk.ts'
import { changeHolder } from './change-holder.ts'
import { findDeskStates, putDeskState } from './desk-state-store.ts'
import { deskMoved, deskResolved } from './desk-work.ts'
import { theAgent } from './holder.ts'
import { refuseOthers } from './refuse-others.ts'
import { showOneAtDesk } from './show-desk.ts'
import { deskWake } from './wake-job.ts'

/** Opens, puts aside, snoozes or resolves a conversation at the desk, or sets its priority and labels. */
export const changeDesk = command({
  name: 'desk.change',
  permission: 'desk:write',
  input: ChangeDesk,
  output: DeskConversation,
  async run(context, { conversationId, state, snoozedUntil, priority, labels }): Promise<DeskConversation> {
    const { tx, scope, emit, enqueue } = context
    const until = snoozedUntil === undefined ? null : new Date(snoozedUntil)
    if ((state === 'snoozed') !== (until !== null))
      throw invalidInput('snoozedUntil: say until when to snooze, and only then')
    if (until && until <= scope.app.now()) throw invalidInput('snoozedUntil: must be in the future')
    let conversation = await lockAtDesk(tx, scope, conversationId)
    const before = conversation
    const wasResolved =
      state === 'resolved' &&
      (await findDeskStates(tx, [conversationId])).get(conversationId)?.state === 'resolved'
    // Who resolves it is done with it: its agent answers whoever writes again.
    if (state === 'resolved' && conversation.held_by !== 'agent' && conversation.agent_id !== null) {
      await refuseOthers(context, conversation)
      const handed = await changeHolder(context, conversation, { to: theAgent, why: 'resolved' })
      conversation = { ...handed.conversation, now: conversation.now }
    }
    await putDeskState(tx, scope, conversation.id, {
      ...(state && { state, snoozed_until: until }),
      ...withoutUndefined({ priority, labels: labels && [...new Set(labels)] }),
    })
    if (until) appoint(context, deskWake, conversation.id, { conversationId }, until)
    else if (state) cancelAppointment(context, deskWake, conversation.id)
    const at = scope.app.now().toISOString()
    enqueue(deskMoved, { conversationId, what: 'kept', at })
    if (state === 'resolved' && !wasResolved)
      enqueue(deskResolved, {
        conversationId,
        wasWithPeople: before.held_by !== 'agent',
        memberId: before.holder_id,
        at,
      })
    emit({ type: 'desk.changed', payload: heardBy(conversation) })
    return showOneAtDesk(tx, scope, conversation)
  },
})
