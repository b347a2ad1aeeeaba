import { ChangePlannedMessage, PlannedMessage } from '#contract/shapes/initiative.ts'
import { lockVisible } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { announcePlanned, firstMoment, toPlannedMessage } from './planned-message.ts'
import { requirePlanned, updatePlanned } from './planned-store.ts'

/** Changes what is to be said, or when. */
export const changePlannedMessage = command({
  name: 'planned-message.change',
  permission: 'conversation:write',
  input: ChangePlannedMessage,
  output: PlannedMessage,
  async run(context, { plannedMessageId, text, at, schedule, timeZone }) {
    const { tx, scope } = context
    const { conversation_id } = await requirePlanned(tx, scope, plannedMessageId)
    const conversation = await lockVisible(tx, scope, conversation_id)
    const known = await requirePlanned(tx, scope, plannedMessageId)
    if (known.state !== 'waiting')
      throw new Fault('precondition_failed', 'It has been said or cancelled already.')
    const wanted = {
      at: at ?? null,
      schedule: schedule === undefined ? known.schedule : schedule,
      timeZone: timeZone ?? known.time_zone,
    }
    const isMoved = at !== undefined || schedule !== undefined || timeZone !== undefined
    // Once from now on, and nothing said of when: at the moment that was next anyway.
    const keepsMoment = wanted.at === null && wanted.schedule === null
    const moment = keepsMoment ? (known.next_at?.toISOString() ?? null) : wanted.at
    const row = await updatePlanned(tx, plannedMessageId, {
      ...(text !== undefined && { text: storableText(text) }),
      ...(isMoved && {
        schedule: wanted.schedule,
        time_zone: wanted.timeZone,
        next_at: firstMoment(scope.app.now(), { ...wanted, at: moment }),
      }),
    })
    announcePlanned(context, conversation, row)
    return toPlannedMessage(row)
  },
})
