import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { listConversations } from '#features/messages/index.ts'
import { readSummary } from '#features/replies/index.ts'
import { deleteConversation, listMessages, readConversation } from '#features/conversations/index.ts'
import { noteFacts, readFacts } from '#features/external-ids/index.ts'
import { readDecisions } from '#features/proactive/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { type ElevatedScope, elevateScope } from '../kit/elevate-scope.ts'
import { findAgentNames } from './agent-names.ts'
import type { Caller } from './caller.ts'
import { linesOf } from './lines.ts'
import { DIALECT, findId, forget, numbersOf } from './numbers.ts'
import { withSimulated } from './simulated.ts'
import { isFirst, isSaid, type Numbers, type Session, type SessionNotes, toSession } from './translate.ts'

const SESSIONS_AT_ONCE = 100
const MESSAGES_AT_ONCE = 200
const NOTES = { dialect: DIALECT, kind: 'session-notes' }

/**
 * The caller's own conversations, most recently created first. Their pages use offsets, ours a cursor, so the pages
 * before are read too.
 */
export async function listSessions(scope: Scope, filter: { agentId?: string } = {}): Promise<Conversation[]> {
  const own: Conversation[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listConversations>> = await listConversations(scope, {
      ...filter,
      limit: SESSIONS_AT_ONCE,
      whose: 'own',
      archived: 'include',
      ...(after !== null && { after }),
    })
    own.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  return own.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id))
}

/** The caller's own conversation with that number; null if there is none, or it belongs to somebody else. */
export async function findSession(
  { scope, dialectScope }: Caller,
  number: number | string,
): Promise<Conversation | null> {
  const conversationId = await findId(dialectScope, 'session', number)
  if (conversationId === null) return null
  try {
    const conversation = await readConversation(scope, { conversationId })
    // Operators see other people's conversations elsewhere; here only their own.
    return conversation.owner.id === scope.actor.id ? conversation : null
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}

/** The messages of a conversation, oldest first, in their format. */
export async function readSaid(scope: Scope, conversationId: string): Promise<Message[]> {
  const said: Message[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(scope, {
      conversationId,
      limit: MESSAGES_AT_ONCE,
      ...(after !== null && { after }),
    })
    said.push(...page.items.filter(isSaid))
    after = page.nextCursor
  } while (after !== null)
  return withSimulated(said).flatMap(linesOf)
}

/** An elevated scope for the agent's name, which readers of the conversation get to see. */
export const elevateToName = (scope: Scope): ElevatedScope =>
  elevateScope(scope, { asked: 'conversation:read', may: ['agent:read'] })

const SPOKEN_AT_ONCE = 1_000

/** Why the agent wrote first, by its messages; for the newest ones. */
async function readSpoken(dialectScope: Scope, messages: readonly Message[]): Promise<Session['spoken']> {
  const messageIds = messages.filter(isFirst).map(({ id }) => id)
  return messageIds.length === 0
    ? {}
    : readDecisions(dialectScope, { messageIds: messageIds.slice(-SPOKEN_AT_ONCE) })
}

/** Conversations with all their messages and data. */
export async function openSessions(
  { scope, dialectScope }: Caller,
  conversations: readonly Conversation[],
): Promise<Session[]> {
  const noted = new Map<string, SessionNotes>()
  for (let at = 0; at < conversations.length; at += SESSIONS_AT_ONCE) {
    const ids = conversations.slice(at, at + SESSIONS_AT_ONCE).map(({ id }) => id)
    for (const [id, facts] of Object.entries(await readFacts(dialectScope, { ...NOTES, ids })))
      noted.set(id, facts as SessionNotes)
  }
  const names = await findAgentNames(elevateToName(scope), conversations)
  const sessions: Session[] = []
  for (const conversation of conversations) {
    const messages = await readSaid(scope, conversation.id)
    sessions.push({
      conversation,
      messages,
      spoken: await readSpoken(dialectScope, messages),
      notes: noted.get(conversation.id) ?? {},
      remembered: (await readSummary(scope, { conversationId: conversation.id })).summary?.text ?? null,
      readSeq: conversation.readSeq,
      agentName: names.get(conversation.agentId ?? '') ?? null,
    })
  }
  return sessions
}

export const openSession = async (caller: Caller, conversation: Conversation): Promise<Session> => {
  const [session] = await openSessions(caller, [conversation])
  if (!session) throw new Error('A session that was asked for was not opened.')
  return session
}

/** The numbers in the responses about these sessions, in order of creation. */
export async function numbersIn({ dialectScope }: Caller, sessions: readonly Session[]): Promise<Numbers> {
  const oldestFirst = sessions.toReversed()
  const agentIds = oldestFirst.flatMap(({ conversation }) => conversation.agentId ?? [])
  const messageIds = oldestFirst.flatMap(({ messages }) => messages.map(({ id }) => id))
  return {
    session: await numbersOf(
      dialectScope,
      'session',
      oldestFirst.map(({ conversation }) => conversation.id),
    ),
    agent: await numbersOf(dialectScope, 'agent', [...new Set(agentIds)]),
    message: await numbersOf(dialectScope, 'message', messageIds),
  }
}

/** Conversations as their clients see them. */
export async function showSessions(caller: Caller, conversations: readonly Conversation[]) {
  const sessions = await openSessions(caller, conversations)
  const numbers = await numbersIn(caller, sessions)
  return sessions.map((session) => toSession(session, numbers))
}

export const showSession = async (caller: Caller, conversation: Conversation) =>
  (await showSessions(caller, [conversation]))[0]

/** Stores client data about a session; omitted fields stay unchanged. */
export async function noteOf({ scope, dialectScope }: Caller, id: string, notes: SessionNotes) {
  const elevated = elevateScope(scope, { asked: 'conversation:write' })
  const before = (await readFacts(dialectScope, { ...NOTES, ids: [id] }))[id] ?? {}
  const facts = JSON.parse(JSON.stringify({ ...before, ...notes }))
  if (Object.keys(facts).length > 0) await noteFacts(elevated, { ...NOTES, id, facts })
}

/** Deletes one of the caller's own sessions with its messages and data. */
export async function deleteSession({ scope }: Caller, { id }: Conversation) {
  const said = await readSaid(scope, id)
  await deleteConversation(scope, { conversationId: id })
  const elevated = elevateScope(scope, { asked: 'conversation:write' })
  await forget(
    elevated,
    'message',
    said.map((message) => message.id),
  )
  await forget(elevated, 'session-notes', [id])
  await forget(elevated, 'session', [id])
}
