import type { Conversation } from '#contract/shapes/conversation.ts'
import { naiveTime } from './stamps.ts'

const IDLE_MS = 1_800_000
const LIFE_MS = 7_200_000
export const SESSIONS_MAX = 5

/** Data of a session besides its conversation. */
export interface SessionNotes {
  readonly session_id: string
  /** The client's name for the person who writes. */
  readonly user_id: string
  readonly name: string
  /** The only account that may use it; null for a guest's, which anyone who knows its ID may use. */
  readonly account_id: string | null
  readonly status: 'active' | 'idle' | 'closed' | 'expired'
  readonly context: Record<string, unknown>
  readonly metadata: Record<string, unknown>
}

/** A session: one of our conversations, for as long as it lasts. */
export interface Session {
  readonly id: string
  readonly conversation: Conversation
  readonly notes: SessionNotes
}

/** The status of a session at a given time. One that a person has, or that waits for one, is not ended. */
export function statusOf({ conversation, notes }: Session, now: Date): SessionNotes['status'] {
  if (notes.status === 'closed' || notes.status === 'expired') return notes.status
  if (conversation.assigneeKind !== 'agent') return 'active'
  const restedMs = now.getTime() - Date.parse(conversation.updatedAt)
  if (restedMs >= LIFE_MS) return 'expired'
  return restedMs >= IDLE_MS ? 'closed' : notes.status
}

export const isOver = (session: Session, now: Date): boolean =>
  ['closed', 'expired'].includes(statusOf(session, now))

export const agentTypeOf = ({ assigneeKind }: Pick<Conversation, 'assigneeKind'>): 'ai' | 'human' =>
  assigneeKind === 'agent' ? 'ai' : 'human'

export function toSession(session: Session, conversationNumber: number, now: Date) {
  const { id, conversation, notes } = session
  const lastAt = conversation.updatedAt
  return {
    session_id: id,
    user_id: notes.user_id,
    conversation_id: conversationNumber,
    agent_type: agentTypeOf(conversation),
    status: statusOf(session, now),
    context: notes.context,
    session_metadata: notes.metadata,
    metadata: notes.metadata,
    created_at: naiveTime(conversation.createdAt),
    updated_at: naiveTime(lastAt),
    last_activity_at: naiveTime(lastAt),
    expires_at: naiveTime(new Date(Date.parse(lastAt) + LIFE_MS).toISOString()),
  }
}
