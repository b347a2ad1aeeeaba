import { z } from 'zod'
import { visitorScope } from '#features/access/index.ts'
import { openConversation } from '#features/chat/index.ts'
import {
  findContact,
  findContactByExternalId,
  insertContact,
  touchVisitor,
  type VisitorRow,
} from '#features/people/index.ts'
import { Fault, impossible, notFound } from '#kernel/fault.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { findByOutsideId, noteReceived } from './channel-message-store.ts'
import { type ChannelRow, requireChannel } from './channel-store.ts'
import { findThread, holdThreads, insertThread } from './thread-store.ts'

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
    if (channel.is_closed) throw new Fault('precondition_failed', 'Nothing is taken from this channel now.')
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
    const person = await personOf(context, channel, personId, personName)
    const conversationId = await beginThread(context, channel, person, { outsideId: threadId, personId })
    return placed(conversationId, person)
  },
})

const placed = (conversationId: string, { id, name }: VisitorRow) =>
  ({ outcome: 'new', conversationId, visitorId: id, name }) as const

/** Whoever is called so in that channel. What another channel or a site calls the same is somebody else. */
async function personOf(
  { tx, scope, emit }: CommandContext,
  channel: ChannelRow,
  personId: string,
  name: string,
): Promise<VisitorRow> {
  const externalId = `channel/${channel.id}/${personId}`
  const found = await findContactByExternalId(tx, externalId)
  if (found) return found
  const made = await insertContact(tx, scope, { external_id: externalId, name, origin: channel.name })
  if (!made) throw impossible('Two made the same contact under one lock.')
  emit({ type: 'contact.added', payload: { contactId: made.id } })
  return made
}

async function beginThread(
  context: CommandContext,
  channel: ChannelRow,
  person: VisitorRow,
  { outsideId, personId }: { outsideId: string; personId: string },
): Promise<string> {
  const { tx, scope } = context
  const visitor = visitorScope(scope.app, scope.tenantId, person.id, person.name, {
    requestId: scope.requestId,
    signal: scope.signal,
  })
  const { id: conversationId } = await openConversation.within(
    { ...context, scope: visitor },
    channel.agent_id === null ? {} : { agentId: channel.agent_id },
  )
  await insertThread(tx, scope, {
    channelId: channel.id,
    outsideId,
    personId,
    conversationId,
    visitorId: person.id,
  })
  return conversationId
}

/** Notes what the outside system calls a message that was taken. Part of `receiveChannelMessage`. */
export const keepReceived = command({
  name: 'channel.keep-received',
  permission: 'channel:write',
  input: z.strictObject({ channelId: z.uuid(), messageId: z.uuid(), outsideId: z.string() }),
  run: ({ tx, scope }, received) => noteReceived(tx, scope, received),
})
