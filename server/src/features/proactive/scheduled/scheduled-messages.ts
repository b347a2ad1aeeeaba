import { z } from 'zod'
import {
  ListScheduledMessages,
  ScheduledMessagePage,
  ChangeScheduledMessage,
  ScheduledMessage,
  ScheduledMessageRef,
} from '#contract/shapes/proactive.ts'
import { requireVisible, lockVisible } from '#features/conversations/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { toScheduledMessage, announceScheduled, firstMoment } from './scheduled-message.ts'
import { visibleScheduled, requireScheduled, updateScheduled } from './scheduled-message-store.ts'

/** Lists scheduled messages of one conversation, or of all visible ones, the newest first. */
export const listScheduledMessages = query({
  name: 'scheduled-message.list',
  permission: 'conversation:read',
  input: ListScheduledMessages,
  output: ScheduledMessagePage,
  async run({ tx, scope }, { conversationId, state, limit, after }) {
    if (conversationId) await requireVisible(tx, scope, conversationId)
    let select = visibleScheduled(tx, scope)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (conversationId) select = select.where('conversation_id', '=', conversationId)
    if (state === 'waiting') select = select.where('state', '=', 'waiting')
    const cursor = readCursor(after)
    if (cursor) select = select.where('id', '<', cursor.id)
    return pageFrom(await select.execute(), limit, toScheduledMessage, ({ id }) => ({ at: '', id }))
  },
})

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
    // A repeated message that becomes a single one without a new time is sent when it was due next.
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

/** Cancels a scheduled message; messages that were sent stay. */
export const cancelScheduledMessage = command({
  name: 'scheduled-message.cancel',
  permission: 'conversation:write',
  input: ScheduledMessageRef,
  output: z.null(),
  async run(context, { scheduledMessageId }) {
    const { tx, scope } = context
    const { conversation_id } = await requireScheduled(tx, scope, scheduledMessageId)
    const conversation = await lockVisible(tx, scope, conversation_id)
    const known = await requireScheduled(tx, scope, scheduledMessageId)
    if (known.state !== 'waiting') return null
    const row = await updateScheduled(tx, scheduledMessageId, { state: 'cancelled', next_at: null })
    announceScheduled(context, conversation, row)
    return null
  },
})
