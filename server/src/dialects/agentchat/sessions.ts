import { type Conversation, ConversationRef } from '#contract/shapes/conversation.ts'
import { listConversations, openConversation } from '#features/messages/index.ts'
import { deleteConversation, listMessages, readConversation } from '#features/conversations/index.ts'
import { forgetExternalIds, readFacts } from '#features/external-ids/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import type { Caller } from './caller.ts'
import { DIALECT, provideAssistant } from './provide-assistant.ts'
import type { Page } from './request.ts'
import type { Entry } from './shapes.ts'
import { isSaid, NEW_SESSION, type Noted, type Said, toSaid, toSession } from './translate.ts'

const SESSIONS_AT_ONCE = 100
const MESSAGES_AT_ONCE = 200

/** Opens a conversation with AgentChat's one agent. */
export async function openSession({ scope }: Caller): Promise<Conversation> {
  const elevated = elevateScope(scope, { asked: 'conversation:write', may: ['agent:read', 'agent:write'] })
  const agent = await provideAssistant(elevated)
  return openConversation(scope, { agentId: agent.id, title: NEW_SESSION, isPrivate: true })
}

/**
 * The caller's conversations, newest first. Their pages use offsets, ours a cursor, so the pages before are read too.
 */
export async function listSessions(scope: Scope, { limit, offset }: Page): Promise<Conversation[]> {
  const own: Conversation[] = []
  let after: string | null = null
  do {
    const page = await listConversations(scope, {
      limit: SESSIONS_AT_ONCE,
      archived: 'include',
      ...(after !== null && { after }),
    })
    own.push(...page.items.filter((conversation) => isOwn(scope, conversation)))
    after = page.nextCursor
  } while (after !== null && own.length < offset + limit)
  return own.slice(offset, offset + limit)
}

/** The caller's conversation of that id, or Fault `not_found`. */
export async function requireSession(scope: Scope, conversationId: string): Promise<Conversation> {
  // Some UUIDs that they accept are not valid as ours.
  if (!ConversationRef.safeParse({ conversationId }).success) throw notFound('conversation')
  const conversation = await readConversation(scope, { conversationId })
  if (!isOwn(scope, conversation)) throw notFound('conversation')
  return conversation
}

/** Operators see other people's conversations too; AgentChat's sessions are the caller's own. */
const isOwn = (scope: Scope, { owner }: Conversation) => owner.id === scope.actor.id

/** The messages of a session, oldest first, up to the given number. */
export async function readSaid(
  { scope, dialectScope }: Caller,
  conversationId: string,
  atMost = Number.POSITIVE_INFINITY,
): Promise<Said[]> {
  const said: Said[] = []
  let after: string | null = null
  do {
    const page = await listMessages(scope, {
      conversationId,
      limit: MESSAGES_AT_ONCE,
      ...(after !== null && { after }),
    })
    const ids = page.items.filter(({ role }) => role === 'user').map(({ id }) => id)
    const notes = await readFacts(dialectScope, { dialect: DIALECT, kind: 'message', ids })
    said.push(
      ...page.items.filter(isSaid).map((message) => toSaid(message, notes[message.id] as Noted | undefined)),
    )
    after = page.nextCursor
  } while (after !== null && said.length < atMost)
  return said
}

/** One page of a session's history. */
export async function readHistory(
  caller: Caller,
  conversationId: string,
  { limit, offset }: Page,
): Promise<Entry[]> {
  const said = await readSaid(caller, conversationId, offset + limit)
  return said.slice(offset, offset + limit).map(({ entry }) => entry)
}

/** A session with the state of its agent, which consists of all messages. */
export const showSession = async (caller: Caller, conversation: Conversation) =>
  toSession(conversation, await readSaid(caller, conversation.id))

/** Deletes a session with its messages and data. */
export async function deleteSession(caller: Caller, { id }: Conversation) {
  const history = await readSaid(caller, id)
  await deleteConversation(caller.scope, { conversationId: id })
  const elevated = elevateScope(caller.scope, { asked: 'conversation:write' })
  const ids = history.filter(({ role }) => role === 'user').map(({ entry }) => entry.id)
  for (let at = 0; at < ids.length; at += MESSAGES_AT_ONCE)
    await forgetExternalIds(elevated, {
      dialect: DIALECT,
      kind: 'message',
      ids: ids.slice(at, at + MESSAGES_AT_ONCE),
    })
}
