import { ScheduleMessage, ScheduledMessage } from '#contract/shapes/proactive.ts'
import { requireAgent } from '#features/agents/index.ts'
import { lockVisible } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { consentTo, findPreferences } from '../preferences/preference-store.ts'
import { announceScheduled, firstMoment, toScheduledMessage } from './scheduled-message.ts'
import { countWaiting, insertScheduled } from './scheduled-message-store.ts'

const WAITING_MAX = 50

/** Schedules a message of an agent in a conversation, once or repeatedly; for other people only if they agree. */
export const scheduleMessage = command({
  name: 'scheduled-message.create',
  permission: 'conversation:write',
  input: ScheduleMessage,
  output: ScheduledMessage,
  async run(context, { conversationId, text, ...wanted }) {
    const { tx, scope } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    const { agent_id: agentId, owner_id: ownerId } = conversation
    if (agentId === null)
      throw new Fault('precondition_failed', 'No agent answers in this conversation; choose one first.')
    await requireAgent(tx, scope, agentId)
    const nextAt = firstMoment(scope.app.now(), wanted)
    if (ownerId !== scope.actor.id) {
      const { agrees } = await consentTo(tx, agentId, ownerId, await findPreferences(tx, ownerId))
      if (!agrees) throw new Fault('precondition_failed', 'This person has not agreed to proactive messages.')
    }
    if ((await countWaiting(tx, conversationId)) >= WAITING_MAX)
      throw new Fault('limit_reached', `A conversation can have at most ${WAITING_MAX} scheduled messages.`)
    const row = await insertScheduled(tx, scope, {
      conversation_id: conversationId,
      agent_id: agentId,
      scheduled_by_kind: scope.actor.kind,
      scheduled_by_id: actorId(scope),
      text: storableText(text),
      schedule: wanted.schedule,
      time_zone: wanted.timeZone,
      next_at: nextAt,
    })
    announceScheduled(context, conversation, row)
    return toScheduledMessage(row)
  },
})
