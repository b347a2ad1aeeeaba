import { ChangeScheduledMessage, ScheduledMessage } from '#contract/shapes/proactive.ts'
import { lockVisible } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { announceScheduled, firstMoment, toScheduledMessage } from './scheduled-message.ts'
import { requireScheduled, updateScheduled } from './scheduled-message-store.ts'

/** Changes a scheduled message or its time. */
export const changeScheduledMessage = command({
  name: 'scheduled-message.change',
  permission: 'conversation:write',
  input: ChangeScheduledMessage,
  output: ScheduledMessage,
  async run(context, { scheduledMessageId, text, at, schedule, timeZone }) {
    const { tx, scope } = context
    const { conversation_id } = await requireScheduled(tx, scope, scheduledMessageId)
    const conversation = await lockVisible(tx, scope, conversation_id)
    const known = await requireScheduled(tx, scope, scheduledMessageId)
    if (known.state !== 'waiting')
      throw new Fault('precondition_failed', 'This message has already been sent or cancelled.')
    const wanted = {
      at: at ?? null,
      schedule: schedule === undefined ? known.schedule : schedule,
      timeZone: timeZone ?? known.time_zone,
    }
    const isMoved = at !== undefined || schedule !== undefined || timeZone !== undefined
    // Once from now on, and nothing said of when: at the moment that was next anyway.
    const keepsMoment = wanted.at === null && wanted.schedule === null
    const moment = keepsMoment ? (known.next_at?.toISOString() ?? null) : wanted.at
    const row = await updateScheduled(tx, scheduledMessageId, {
      ...(text !== undefined && { text: storableText(text) }),
      ...(isMoved && {
        schedule: wanted.schedule,
        time_zone: wanted.timeZone,
        next_at: firstMoment(scope.app.now(), { ...wanted, at: moment }),
      }),
    })
    announceScheduled(context, conversation, row)
    return toScheduledMessage(row)
  },
})
