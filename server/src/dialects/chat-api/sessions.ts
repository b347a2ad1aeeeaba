import { randomUUID } from 'node:crypto'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Visit } from '#features/access/index.ts'
import { listConversations, openConversation, requestPerson, stopWaiting } from '#features/messages/index.ts'
import { readConversation } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import type { Chatter } from './chatter.ts'
import { findSessionId, forgetSession, nameSession, note, notesOf } from './numbers.ts'
import { provideAgent } from './provide-agent.ts'
import { isOver, type Session, type SessionNotes, SESSIONS_MAX } from './session.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The conversation, as the server itself sees it; null if it is gone. */
export async function conversationOrNull(
  chatter: Chatter,
  conversationId: string,
): Promise<Conversation | null> {
  const elevated = chatter.lend('conversation:read', ['conversation:read'])
  try {
    return await readConversation(elevated, { conversationId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}

/** The sessions of conversations; conversations that did not start here are left out. */
export async function sessionsOf(
  dialectScope: Scope,
  conversations: readonly Conversation[],
): Promise<Session[]> {
  const noted = await notesOf(
    dialectScope,
    'session-notes',
    conversations.map(({ id }) => id),
  )
  return conversations.flatMap((conversation) => {
    const notes = noted(conversation.id) as unknown as SessionNotes
    return notes.session_id === undefined ? [] : [{ id: notes.session_id, conversation, notes }]
  })
}

/** A guessable ID is no key. If the operator allows it, anyone who names the session may use it nevertheless. */
export const isShared = ({ dialectScope }: Chatter, id: string | undefined): boolean =>
  id !== undefined && !UUID.test(id) && dialectScope.app.settings.sharesNamedSessions

/** Otherwise it identifies a session among those of a single account. */
const keyOf = (chatter: Chatter, id: string) =>
  UUID.test(id) ? id.toLowerCase() : `${isShared(chatter, id) ? 'shared' : chatter.accountId}/${id}`

/**
 * The session with that ID, if this chatter may use it: their own, or a guest's, whose ID serves as a key; null
 * otherwise.
 */
export async function findSession(chatter: Chatter, sessionId: string): Promise<Session | null> {
  const { dialectScope, accountId } = chatter
  const conversationId = await findSessionId(dialectScope, keyOf(chatter, sessionId))
  const conversation = conversationId === null ? null : await conversationOrNull(chatter, conversationId)
  const [session] = conversation === null ? [] : await sessionsOf(dialectScope, [conversation])
  if (!session) return null
  const { account_id: owner } = session.notes
  return owner === null || owner === accountId ? session : null
}

interface Wanted {
  readonly id?: string | undefined
  /** The client's name for the person who writes. */
  readonly userId?: string | undefined
  readonly metadata?: Record<string, unknown> | undefined
}

/** Opens a session, and closes the oldest of those that are more than one account may have. */
export async function openSession(chatter: Chatter, { id, userId, metadata = {} }: Wanted): Promise<Session> {
  const shared = isShared(chatter, id)
  const accountId = shared ? null : chatter.accountId
  const elevated = chatter.lend('conversation:write', ['agent:read', 'agent:write'])
  const isTaken = id !== undefined && (UUID.test(id) || shared || accountId !== null)
  const sessionId = isTaken ? id : randomUUID()
  const writer = await chatter.writer({ sessionId, claimed: userId, isShared: shared })
  await closeOldest(elevated, writer)
  const conversation = await openConversation(writer, { agentId: await provideAgent(elevated) })
  const notes: SessionNotes = {
    session_id: sessionId,
    name: writer.actor.name,
    user_id: accountId === null ? (userId ?? chatter.userId) : chatter.userId,
    account_id: accountId,
    status: 'active',
    context: {},
    metadata,
  }
  await note(elevated, 'session-notes', conversation.id, { ...notes })
  await nameSession(elevated, keyOf(chatter, notes.session_id), conversation.id)
  // Of two concurrent calls, the first has named it, and both use that one.
  const named = await findSession(chatter, notes.session_id)
  return named ?? { id: notes.session_id, conversation, notes }
}

/** The session with that ID; if it has ended, another conversation of the same person starts under its ID. */
export async function continueSession(chatter: Chatter, wanted: Wanted): Promise<Session> {
  const { dialectScope } = chatter
  const known = wanted.id === undefined ? null : await findSession(chatter, wanted.id)
  if (!known) return openSession(chatter, wanted)
  if (!isOver(known, dialectScope.app.now())) return known
  await forgetSession(chatter.lend('conversation:write'), known.conversation.id)
  const { user_id: userId, metadata } = known.notes
  return openSession(chatter, { id: known.id, userId, metadata })
}

async function closeOldest(elevated: ElevatedScope, writer: Scope) {
  const { items } = await listConversations(writer, { whose: 'own', archived: 'include', limit: 50 })
  const open = (await sessionsOf(elevated, items)).filter((session) => !isOver(session, elevated.app.now()))
  // A session answered by a person is not ended.
  for (const { conversation } of open.slice(SESSIONS_MAX - 1))
    if (conversation.assigneeKind === 'agent')
      await note(elevated, 'session-notes', conversation.id, { status: 'closed' })
}

/** The scope in which a session's owner writes, for anyone with its ID. */
export async function enterSession(
  chatter: Chatter,
  { conversation, notes }: Session,
  visit: Visit,
): Promise<Scope> {
  const { kind, id } = conversation.owner
  // Of an end user with an account, whose scope their token opens.
  if (kind !== 'visitor') return chatter.writer({}, visit)
  return chatter.asVisitor({ id, name: notes.name }, visit)
}

/** The request for a person if there is no message: its language decides that of the line that follows. */
const ASKING = '请求转接人工客服'

/** Lets a person or the agent answer in a session; the same as its owner's asking, or waiting no longer. */
export const switchAgent = (
  scope: Scope,
  { conversation }: Session,
  type: 'ai' | 'human',
  text = '',
): Promise<Conversation> =>
  type === 'human'
    ? requestPerson(scope, { conversationId: conversation.id, text: text.trim().slice(0, 500) || ASKING })
    : stopWaiting(scope, { conversationId: conversation.id })
