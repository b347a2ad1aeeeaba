import { Readable } from 'node:stream'
import { z } from 'zod'
import { ReceiveChannelMessage, ReceivedChannelMessage } from '#contract/shapes/channel.ts'
import { visitorScope } from '#features/access/index.ts'
import { sendMessage } from '#features/messages/index.ts'
import { uploadFile } from '#features/files/index.ts'
import { findContact, touchVisitor, type VisitorRow } from '#features/people/index.ts'
import { invalidInput, Fault, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, command } from '#kernel/use-case.ts'
import { beginThread, personOf } from './begin-thread.ts'
import { findByOutsideId, noteReceived } from './channel-message-store.ts'
import { requireChannel } from './channel-store.ts'
import { findThread, holdThreads } from './thread-store.ts'

/** Takes a message of an outside system's people in, once, and lets it be answered like any other. */
export const receiveChannelMessage = flow({
  name: 'channel.receive-message',
  permission: 'channel:write',
  input: ReceiveChannelMessage,
  output: ReceivedChannelMessage,
  async run({ scope }, { channelId, messageId: outsideId, text, files, isAutomatic, ...from }) {
    if (text.trim() === '' && files.length === 0) throw invalidInput('text: write a text or attach a file')
    const place = await placeMessage(scope, { channelId, outsideId, isAutomatic, ...from })
    if (place.outcome !== 'new') return place
    const { conversationId, visitorId, name } = place
    const visitor = outsider(scope, visitorId, name)
    const uploads = []
    for (const { name: fileName, content } of files)
      uploads.push(
        await uploadFile(visitor, {
          name: fileName,
          content: Readable.from([Buffer.from(content, 'base64')]),
        }),
      )
    const { message, replayed } = await sendMessage(visitor, {
      conversationId,
      clientId: `${channelId} ${outsideId}`.slice(0, 200),
      parts: [
        ...(text.trim() === '' ? [] : [{ type: 'text' as const, text }]),
        ...uploads.map(({ id }) => ({ type: 'file' as const, fileId: id })),
      ],
    })
    await keepReceived(scope, { channelId, messageId: message.id, outsideId })
    return { outcome: replayed ? 'known' : 'taken', conversationId, messageId: message.id } as const
  },
})

/** The person for whom the external system writes, with the rights of a visitor. */
const outsider = ({ app, tenantId, requestId, signal }: Scope, visitorId: string, name: string): Scope =>
  visitorScope(app, tenantId, visitorId, name, { requestId, signal })

const Place = z.strictObject({
  channelId: z.uuid(),
  outsideId: z.string(),
  personId: z.string(),
  personName: z.string(),
  threadId: z.string().optional(),
  isAutomatic: z.boolean(),
})

/** Finds the author and the conversation, and opens one for a new thread. */
const placeMessage = command({
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

/** Notes what the outside system calls a message that was taken. */
const keepReceived = command({
  name: 'channel.keep-received',
  permission: 'channel:write',
  input: z.strictObject({ channelId: z.uuid(), messageId: z.uuid(), outsideId: z.string() }),
  run: ({ tx, scope }, received) => noteReceived(tx, scope, received),
})
