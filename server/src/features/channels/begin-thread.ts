import { visitorScope } from '#features/access/index.ts'
import { openConversation } from '#features/messages/index.ts'
import { findContactByExternalId, insertContact, type VisitorRow } from '#features/people/index.ts'
import { impossible } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { ChannelRow } from './channel-store.ts'
import { insertThread } from './thread-store.ts'

/** The external ID, among contacts, of a person in a channel. */
export const externalIdOf = (channelId: string, personId: string): string =>
  `channel/${channelId}/${personId}`

/** The contact with that name in this channel. The same name in another channel or on a site is somebody else. */
export async function personOf(
  { tx, scope, emit }: CommandContext,
  channel: ChannelRow,
  personId: string,
  known: { name: string; email?: string },
): Promise<VisitorRow> {
  const externalId = externalIdOf(channel.id, personId)
  const found = await findContactByExternalId(tx, externalId)
  if (found) return found
  const made = await insertContact(tx, scope, { external_id: externalId, ...known, origin: channel.name })
  if (!made) throw impossible('Two made the same contact under one lock.')
  emit({ type: 'contact.added', payload: { contactId: made.id } })
  return made
}

/** Opens a conversation for a new thread of a person. The channel's row must be locked. */
export async function beginThread(
  context: CommandContext,
  channel: ChannelRow,
  person: VisitorRow,
  { outsideId, personId, title = '' }: { outsideId: string; personId: string; title?: string },
): Promise<string> {
  const { tx, scope } = context
  const visitor = visitorScope(scope.app, scope.tenantId, person.id, person.name, {
    requestId: scope.requestId,
    signal: scope.signal,
  })
  const { id: conversationId } = await openConversation.within(
    { ...context, scope: visitor },
    { ...(channel.agent_id !== null && { agentId: channel.agent_id }), ...(title !== '' && { title }) },
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
