import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Transaction } from '#platform/database/open.ts'
import { sealable, sealableText } from '#platform/database/sealable.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ConversationRow } from './conversation-store.ts'
import { columnsOfPlace, type Place } from './place.ts'
import { renderRows } from './seal-parts.ts'
import { movePositionOf } from './reading/read-position-store.ts'

/** The person here who wrote something elsewhere. */
interface Person {
  kind: 'member' | 'visitor'
  id: string
  name: string
}

/** A conversation that was held elsewhere. */
export interface ForeignTalk {
  id: string
  /** Its owner here. */
  owner: Person
  /** Whether operators can see it. */
  inInbox: boolean
  /** Its assignee; by default its agent. */
  assignee?: { kind: 'agent' | 'queue' | 'member'; memberId: string | null }
  title: string
  agentId: string | null
  place: Place | null
  starred: boolean
  archived: boolean
  createdAt: Date
  updatedAt: Date
  /** The place of the last message of the branch that is shown. */
  head: number | null
  /** How many of its messages its owner has read. */
  readCount: number
  /** The other people who have read all of it. */
  readBy?: readonly Person[]
  /** Each follows another one, given by its index. */
  messages: readonly ForeignMessage[]
}

interface ForeignMessage {
  /** Generated if omitted. */
  id?: string
  role: 'user' | 'assistant' | 'system'
  name: string
  /** The member who wrote it, if known. */
  saidBy?: Person
  parts: readonly MessagePart[]
  at: Date
  parent: number | null
}

const ROWS_AT_ONCE = 1_000

/**
 * Stores a conversation from another system, with its timestamps. The owner's messages are theirs, and those of known
 * members are theirs; all other messages have no known author.
 */
export async function storeForeign(
  tx: Transaction,
  scope: Scope,
  talk: ForeignTalk,
): Promise<ConversationRow> {
  const ids = talk.messages.map(({ id }) => id ?? uuidv7())
  const idAt = (place: number | null) => (place === null ? null : (ids[place] ?? null))
  const conversation = await tx
    .insertInto('conversations')
    .values({
      tenant_id: scope.tenantId,
      id: talk.id,
      title: sealableText(talk.title),
      is_named: talk.title !== '',
      agent_id: talk.agentId,
      ...columnsOfPlace(talk.place),
      owner_kind: talk.owner.kind,
      owner_id: talk.owner.id,
      in_inbox: talk.inInbox,
      ...(talk.assignee && { assignee_kind: talk.assignee.kind, assignee_id: talk.assignee.memberId }),
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
    ...authorOf(talk, message),
    role: message.role,
    parts: message.parts,
    created_at: message.at.toISOString(),
  }))
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await sql`INSERT INTO messages (tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role,
        parts, created_at)
      SELECT tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role, parts, created_at
      FROM jsonb_populate_recordset(NULL::messages, ${sealable(rows.slice(at, at + ROWS_AT_ONCE), renderRows)}::jsonb)`.execute(
      tx,
    )
  if (talk.readCount > 0) await movePositionOf(tx, scope, talk.owner, talk.id, talk.readCount)
  for (const reader of talk.messages.length > 0 ? (talk.readBy ?? []) : [])
    await movePositionOf(tx, scope, reader, talk.id, talk.messages.length)
  return conversation
}

const authorOf = ({ owner }: ForeignTalk, { role, name, saidBy }: ForeignMessage) => {
  const author = saidBy ?? (role === 'user' ? owner : null)
  if (author) return { author_kind: author.kind, author_id: author.id, author_name: author.name }
  return { author_kind: role === 'system' ? 'system' : 'agent', author_id: null, author_name: name }
}
