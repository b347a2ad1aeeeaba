import type { Conversation } from '#contract/shapes/conversation.ts'
import type { EventPayload } from '#contract/events.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ConversationRow } from './conversation-store.ts'

const TITLE_LENGTH = 60

/**
 * Whether operators see conversations that this actor opens: visitors and end users write to the team, staff write for
 * themselves.
 */
export const opensForInbox = (scope: Scope): boolean =>
  scope.actor.role === 'visitor' || scope.actor.role === 'end_user'

/** A first title, from the first words that were sent. */
export const titleFrom = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ')
  const characters = [...line]
  return characters.length <= TITLE_LENGTH ? line : `${characters.slice(0, TITLE_LENGTH - 1).join('')}…`
}

/** The facts by which the audience of a conversation's events is judged. */
export const audiencePayload = (
  row: Pick<ConversationRow, 'id' | 'owner_id' | 'in_inbox' | 'widget_id' | 'reader_ids'>,
): EventPayload<'conversation.changed'> => ({
  conversationId: row.id,
  ownerId: row.owner_id,
  inInbox: row.in_inbox,
  ...(row.widget_id !== null && { widgetId: row.widget_id }),
  ...(row.reader_ids.length > 0 && { readerIds: row.reader_ids }),
})

/** Whether it is shared through its project with others besides operators. */
export const isShared = ({ owner_id, reader_ids }: ConversationRow): boolean =>
  reader_ids.some((id) => id !== owner_id)

/** Whether this person writes in it like its owner. */
export const mayWriteIn = (
  { owner_id, writer_ids }: Pick<ConversationRow, 'owner_id' | 'writer_ids'>,
  personId: string | null,
): boolean => personId !== null && (personId === owner_id || writer_ids.includes(personId))

/** The participating agents: the answering one first, then the others in the order in which they joined. */
export const agentsIn = ({
  agent_id: answering,
  participant_ids: joined,
}: Pick<ConversationRow, 'agent_id' | 'participant_ids'>): string[] => [
  ...new Set(answering === null ? joined : [answering, ...joined]),
]

export const toConversation = (
  row: ConversationRow,
  { readSeq, unreadCount, mayWrite }: Pick<Conversation, 'readSeq' | 'unreadCount' | 'mayWrite'>,
): Conversation => ({
  id: row.id,
  title: row.title,
  agentId: row.agent_id,
  agentIds: agentsIn(row),
  assigneeKind: row.assignee_kind as Conversation['assigneeKind'],
  owner: { kind: row.owner_kind as Conversation['owner']['kind'], id: row.owner_id },
  headMessageId: row.head_message_id,
  activeReplyId: row.active_reply_id,
  starred: row.is_starred,
  archived: row.is_archived,
  projectId: row.project_id,
  muted: row.is_muted,
  mayWrite,
  messageCount: row.last_seq,
  readSeq,
  unreadCount,
  csatRequested: row.csat_requested,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
