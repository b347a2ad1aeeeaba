import { z } from 'zod'
import { findContact, touchVisitor, type VisitorRow } from '#features/people/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { beginThread, personOf } from './begin-thread.ts'
import { findByOutsideId, noteReceived } from './channel-message-store.ts'
import { requireChannel } from './channel-store.ts'
import { findThread, holdThreads } from './thread-store.ts'

const Place = z.strictObject({
  channelId: z.uuid(),
  outsideId: z.string(),
  personId: z.string(),
  personName: z.string(),
  threadId: z.string().optional(),
  isAutomatic: z.boolean(),
})

/** Finds who said it and where it belongs, and begins a conversation for a new thread. Part of `receiveChannelMessage`. */
export const placeMessage = command({
  name: 'channel.place-message',
  permission: 'channel:write',
  input: Place,
  async run(context, { channelId, outsideId, personId, personName, threadId = personId, isAutomatic }) {
    const { tx } = context
    const channel = await requireChannel(tx, channelId)
    if (channel.kind !== 'api') throw new Fault('precondition_failed', 'This channel accepts only email.')
    if (channel.is_closed)
      throw new Fault('precondition_failed', 'This channel does not accept messages now.')
    const known = await findByOutsideId(tx, channelId, outsideId)
    if (known?.direction === 'in')
      return { outcome: 'known', conversationId: null, messageId: known.message_id } as const
    if (known || isAutomatic) return { outcome: 'ignored', conversationId: null, messageId: null } as const
    await holdThreads(tx, channelId)
    const thread = await findThread(tx, channelId, threadId)
    if (thread) {
      const person = await findContact(tx, context.scope.tenantId, thread.visitor_id)
      if (!person) throw notFound('contact')
      await touchVisitor(tx, person.id)
      return placed(thread.conversation_id, person)
    }
    const person = await personOf(context, channel, personId, { name: personName })
    const conversationId = await beginThread(context, channel, person, { outsideId: threadId, personId })
    return placed(conversationId, person)
  },
})

const placed = (conversationId: string, { id, name }: VisitorRow) =>
  ({ outcome: 'new', conversationId, visitorId: id, name }) as const

/** Notes what the outside system calls a message that was taken. Part of `receiveChannelMessage`. */
export const keepReceived = command({
  name: 'channel.keep-received',
  permission: 'channel:write',
  input: z.strictObject({ channelId: z.uuid(), messageId: z.uuid(), outsideId: z.string() }),
  run: ({ tx, scope }, received) => noteReceived(tx, scope, received),
})
