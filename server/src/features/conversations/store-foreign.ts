import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Transaction } from '#platform/database/open.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { ConversationRow } from './conversation-store.ts'
import { columnsOfPlace, type Place } from './place.ts'
import { movedPosition } from './reading/read-position-store.ts'

/** A conversation that was held elsewhere. */
export interface ForeignTalk {
  id: string
  title: string
  agentId: string | null
  place: Place | null
  starred: boolean
  archived: boolean
  createdAt: Date
  updatedAt: Date
  /** The place of the last message of the branch that is shown. */
  head: number | null
  /** Each after the one that it follows, which is told by its place. */
  messages: readonly {
    role: 'user' | 'assistant' | 'system'
    name: string
    parts: readonly MessagePart[]
    at: Date
    parent: number | null
  }[]
}

/**
 * Stores a conversation that was held elsewhere, with its times, for the actor alone: the desk is not shown what
 * somebody brings along. What people said is theirs; everything else was said by nobody that we know.
 */
export async function storeForeign(
  tx: Transaction,
  scope: Scope,
  talk: ForeignTalk,
): Promise<ConversationRow> {
  const ids = talk.messages.map(() => uuidv7())
  const idAt = (place: number | null) => (place === null ? null : (ids[place] ?? null))
  const conversation = await tx
    .insertInto('conversations')
    .values({
      tenant_id: scope.tenantId,
      id: talk.id,
      title: talk.title,
      is_named: talk.title !== '',
      agent_id: talk.agentId,
      ...columnsOfPlace(talk.place),
      owner_kind: 'member',
      owner_id: actorId(scope),
      is_desk: false,
      is_starred: talk.starred,
      is_archived: talk.archived,
      last_seq: talk.messages.length,
      head_message_id: idAt(talk.head),
      created_at: talk.createdAt,
      updated_at: talk.updatedAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const rows = talk.messages.map((message, place) => ({
    tenant_id: scope.tenantId,
    id: ids[place],
    conversation_id: talk.id,
    seq: place + 1,
    parent_id: idAt(message.parent),
    ...authorOf(scope, message),
    role: message.role,
    parts: message.parts,
    created_at: message.at.toISOString(),
  }))
  await sql`INSERT INTO messages (tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role,
      parts, created_at)
    SELECT tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role, parts, created_at
    FROM jsonb_populate_recordset(NULL::messages, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
  if (rows.length > 0) await tx.executeQuery(movedPosition(scope, talk.id, rows.length))
  return conversation
}

const authorOf = ({ actor }: Scope, { role, name }: ForeignTalk['messages'][number]) => {
  if (role === 'user') return { author_kind: 'member', author_id: actor.id, author_name: actor.name }
  return { author_kind: role === 'system' ? 'system' : 'agent', author_id: null, author_name: name }
}
