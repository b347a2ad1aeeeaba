import { PlanMessage, PlannedMessage } from '#contract/shapes/initiative.ts'
import { requireAgent } from '#features/agents/index.ts'
import { lockVisible } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { consentTo, findWishes } from '../wishes/wish-store.ts'
import { announcePlanned, firstMoment, toPlannedMessage } from './planned-message.ts'
import { countWaiting, insertPlanned } from './planned-store.ts'

const WAITING_MAX = 50

/** Has an agent say something in a conversation at a moment, once or again and again; to others only if they agree. */
export const planMessage = command({
  name: 'planned-message.plan',
  permission: 'conversation:write',
  input: PlanMessage,
  output: PlannedMessage,
  async run(context, { conversationId, text, ...wanted }) {
    const { tx, scope } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    const { agent_id: agentId, owner_id: ownerId } = conversation
    if (agentId === null)
      throw new Fault('precondition_failed', 'No agent answers in this conversation; choose one first.')
    await requireAgent(tx, scope, agentId)
    const nextAt = firstMoment(scope.app.now(), wanted)
    if (ownerId !== scope.actor.id) {
      const { agrees } = await consentTo(tx, agentId, ownerId, await findWishes(tx, ownerId))
      if (!agrees)
        throw new Fault('precondition_failed', 'This person has not agreed that agents write to them first.')
    }
    if ((await countWaiting(tx, conversationId)) >= WAITING_MAX)
      throw new Fault('limit_reached', `No more than ${WAITING_MAX} messages are planned in a conversation.`)
    const row = await insertPlanned(tx, scope, {
      conversation_id: conversationId,
      agent_id: agentId,
      planner_kind: scope.actor.kind,
      planner_id: actorId(scope),
      text: storableText(text),
      schedule: wanted.schedule,
      time_zone: wanted.timeZone,
      next_at: nextAt,
    })
    announcePlanned(context, conversation, row)
    return toPlannedMessage(row)
  },
})
