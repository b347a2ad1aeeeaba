import { PlannedMessageRef } from '#contract/shapes/initiative.ts'
import { findAgent } from '#features/agents/index.ts'
import { type ConversationRow, lockConversation, readSoFar } from '#features/conversations/index.ts'
import { appoint, cancelAppointment } from '#kernel/appointments.ts'
import { nextRun } from '#kernel/schedule.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { isThere } from '../looks/circumstances.ts'
import { say } from '../say.ts'
import { quietUntil } from '../wishes/quiet-hours.ts'
import { consentTo, findWishes } from '../wishes/wish-store.ts'
import { plannedMessageSay } from './planned-job.ts'
import { announcePlanned } from './planned-message.ts'
import { findPlanned, type PlannedRow, updatePlanned } from './planned-store.ts'

const BUSY_PAUSE_MS = 30_000

/**
 * Says what was planned and is due, and plans the next time, in one transaction. However often it was missed while the
 * server was off, it is said once. Part of `sayWhenDue`.
 */
export const sayPlanned = command({
  name: 'planned-message.say-now',
  permission: 'internal',
  input: PlannedMessageRef,
  async run(context, { plannedMessageId }): Promise<void> {
    const { tx, scope } = context
    const now = scope.app.now()
    const known = await findPlanned(tx, plannedMessageId)
    const conversation = known && (await lockConversation(tx, known.conversation_id))
    // Under the lock it may be another by now.
    const planned = await findPlanned(tx, plannedMessageId)
    if (!conversation || !planned?.next_at || planned.state !== 'waiting')
      return cancelAppointment(context, plannedMessageSay, plannedMessageId)
    const later = (dueAt: Date) =>
      appoint(context, plannedMessageSay, plannedMessageId, { plannedMessageId }, dueAt)
    if (planned.next_at > now) return later(planned.next_at)
    if (conversation.active_reply_id !== null) return later(new Date(now.getTime() + BUSY_PAUSE_MS))
    const hindrance = await hindranceOf(context, conversation, planned)
    if (hindrance instanceof Date) return later(hindrance)
    const agent = hindrance === null ? await findAgent(tx, planned.agent_id) : null
    const { text } = planned
    if (agent) await say(context, conversation, { agent, text, origin: 'planned' })
    const next = nextRun(planned.schedule, planned.time_zone, now)
    const row = await updatePlanned(tx, planned.id, {
      next_at: next,
      state: next ? 'waiting' : 'done',
      withheld_for: agent ? null : (hindrance ?? 'no-agent'),
      ...(agent && { times_sent: planned.times_sent + 1, last_sent_at: now }),
    })
    announcePlanned(context, conversation, row)
  },
})

/**
 * Why it is not said: a word, or until when it waits. Whoever planned it for themselves is told at the moment they
 * chose; to others an agent is as polite as when it speaks first.
 */
async function hindranceOf(
  context: CommandContext,
  conversation: ConversationRow,
  { agent_id: agentId, planner_id, schedule }: PlannedRow,
): Promise<string | Date | null> {
  const { tx, scope } = context
  const { id, owner_id: ownerId } = conversation
  if (!(await isThere(context, conversation))) return 'person-gone'
  if (conversation.held_by !== 'agent') return 'held'
  if (planner_id === ownerId) return null
  const consent = await consentTo(tx, agentId, ownerId, await findWishes(tx, ownerId))
  if (!consent.agrees) return 'no-consent'
  if (conversation.is_muted) return 'muted'
  const unread = (await readSoFar(tx, ownerId, [id])).get(id)?.unreadCount ?? 0
  if (schedule !== null && unread > 0) return 'unread'
  return quietUntil(scope.app.now(), consent)
}
