import { type Conversation, ConversationRef } from '#contract/shapes/conversation.ts'
import { listConversations, openConversation } from '#features/messages/index.ts'
import { deleteConversation, readConversation } from '#features/conversations/index.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import type { Caller } from './caller.ts'
import { noteBegun } from './begun.ts'
import { findId, findSessionId, forget, nameSession, note, notesOf, SESSION_CHARACTERS } from './numbers.ts'
import { provideAgents } from './provide-agents.ts'
import { badRequest, noConversation } from './refusal.ts'

const AT_ONCE = 100
/** Nobody pages further back. */
const MOST = 5_000

/** Data of a conversation that the core does not store. */
export interface ConversationNotes {
  readonly sessionId?: string
  readonly contextWindowSize?: number
  readonly memorySummary?: string | null
  readonly metadata?: Record<string, unknown> | null
  readonly summaries?: readonly Summary[]
  readonly window?: ContextWindow
}

export interface Summary {
  readonly id: number
  readonly summaryText: string
  readonly messageRangeStart: number | null
  readonly messageRangeEnd: number | null
  readonly tokenCount: number
  readonly compressionRatio: number | null
  readonly type: string
  readonly createdAt: string
}

export interface ContextWindow {
  readonly id: number
  readonly windowStart: number
  readonly windowEnd: number
  readonly tokenCount: number
  readonly createdAt: string
}

/** A conversation with its notes. */
export interface Noted {
  readonly conversation: Conversation
  readonly notes: ConversationNotes
}

/** One's own conversations, the latest activity first, archived ones too. */
export async function listOwn({ scope }: Caller, atMost = MOST): Promise<Conversation[]> {
  const own: Conversation[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listConversations>> = await listConversations(scope, {
      limit: Math.min(AT_ONCE, atMost),
      whose: 'own',
      archived: 'include',
      ...(after !== null && { after }),
    })
    own.push(...page.items)
    after = page.nextCursor
  } while (after !== null && own.length < atMost)
  return own
}

export async function withNotes(
  { dialectScope }: Caller,
  conversations: readonly Conversation[],
): Promise<Noted[]> {
  const notes = await notesOf(
    dialectScope,
    'conversation-notes',
    conversations.map(({ id }) => id),
  )
  return conversations.map((conversation) => ({
    conversation,
    notes: notes(conversation.id) as ConversationNotes,
  }))
}

/** The caller's own conversation by a client's name: its session ID, its number, or our ID; null if there is none. */
export async function findConversation(caller: Caller, named: string): Promise<Conversation | null> {
  const { scope, dialectScope } = caller
  const conversationId =
    (await findSessionId(dialectScope, scope, named)) ??
    (await findId(dialectScope, 'conversation', named)) ??
    (ConversationRef.safeParse({ conversationId: named }).success ? named : null)
  if (conversationId === null) return null
  try {
    const conversation = await readConversation(scope, { conversationId })
    // Operators see other people's conversations elsewhere.
    return conversation.owner.id === scope.actor.id ? conversation : null
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}

export async function requireConversation(caller: Caller, named: string): Promise<Conversation> {
  const found = await findConversation(caller, named)
  if (!found) throw noConversation()
  return found
}

interface Wanted {
  readonly sessionId?: string | undefined
  readonly title?: string | undefined
  readonly projectId?: string | undefined
  readonly notes?: ConversationNotes
}

/** Opens a conversation, optionally under a session ID. Throws Fault `conflict` if that is taken. */
export async function openUnder(
  { scope, dialectScope }: Caller,
  { sessionId, title, projectId, notes = {} }: Wanted,
): Promise<Conversation> {
  if (sessionId !== undefined && (sessionId.length > SESSION_CHARACTERS || /\0/.test(sessionId)))
    throw badRequest(`sessionId: at most ${SESSION_CHARACTERS} characters`)
  const elevated = elevateScope(scope, { asked: 'conversation:write', may: ['agent:read', 'agent:write'] })
  const { chat: agentId } = await provideAgents(elevated)
  const opened = await openConversation(scope, {
    agentId,
    isPrivate: true,
    ...(title && { title: title.slice(0, 200) }),
    ...(projectId !== undefined && { projectId }),
  })
  await noteBegun(elevated, opened.id)
  if (sessionId !== undefined) {
    await nameSession(elevated, scope, sessionId, opened.id)
    // Of two concurrent calls, the first has named it.
    if ((await findSessionId(dialectScope, scope, sessionId)) !== opened.id) {
      await deleteConversation(scope, { conversationId: opened.id })
      throw conflict('A conversation of this sessionId exists already.')
    }
  }
  if (sessionId !== undefined || Object.keys(notes).length > 0)
    await note(elevated, 'conversation-notes', opened.id, {
      ...notes,
      ...(sessionId !== undefined && { sessionId }),
    })
  return opened
}

/** The conversation of a session, opened if there is none. */
export async function provideConversation(caller: Caller, named: string): Promise<Conversation> {
  const known = await findConversation(caller, named)
  if (known) return known
  try {
    return await openUnder(caller, { sessionId: named })
  } catch (error) {
    if (error instanceof Fault && error.code === 'conflict') return requireConversation(caller, named)
    throw error
  }
}

/** Deletes a conversation and its names. */
export async function removeConversation(
  { scope }: Caller,
  { id }: Conversation,
  messageIds: readonly string[],
) {
  await deleteConversation(scope, { conversationId: id })
  const elevated = elevateScope(scope, { asked: 'conversation:write' })
  for (const kind of ['conversation', 'conversation-notes', 'session'] as const)
    await forget(elevated, kind, [id])
  for (const kind of ['message', 'message-notes'] as const) await forget(elevated, kind, messageIds)
}
