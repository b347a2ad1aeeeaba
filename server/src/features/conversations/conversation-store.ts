import { type CompiledQuery, type Kysely, type Selectable, sql, type UpdateObject } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Contents } from '#platform/crypto/contents.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { sealingTexts } from '#platform/database/sealable.ts'
import { columnsFrom, type GivenTable, setQuestion, setStatement } from '#platform/database/set-statement.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { opensForInbox } from './conversation.ts'
import { columnsOfPlace, type Place } from './place.ts'
import { keepSpent } from './spent-store.ts'

export type ConversationRow = Selectable<Schema['conversations']>

interface NewConversation {
  title: string
  agentId: string | null
  participantIds?: readonly string[]
  place?: Place | null
  isNamed?: boolean
  /** True: no operator can see it, whoever opens it. */
  isPrivate?: boolean
}

/** A conversation as it is stored on creation, dated with the time of the transaction. */
export const conversationRow = (scope: Scope, facts: NewConversation, now: Date): ConversationRow => ({
  tenant_id: scope.tenantId,
  id: uuidv7(),
  title: storableText(facts.title),
  is_named: facts.isNamed ?? facts.title !== '',
  agent_id: facts.agentId,
  participant_ids: [...(facts.participantIds ?? [])],
  ...columnsOfPlace(facts.place ?? null),
  owner_kind: scope.actor.kind === 'visitor' ? 'visitor' : 'member',
  owner_id: actorId(scope),
  in_inbox: facts.isPrivate !== true && opensForInbox(scope),
  widget_id: scope.actor.through?.widgetId ?? null,
  assignee_kind: 'agent',
  assignee_id: null,
  control_epoch: 0,
  last_seq: 0,
  head_message_id: null,
  active_reply_id: null,
  is_starred: false,
  is_archived: false,
  is_muted: false,
  csat_requested: false,
  pending_approvals: 0,
  created_at: now,
  updated_at: now,
})

const sealTitles = <R extends { title: string | null }>(rows: readonly R[], { seal }: Contents): string =>
  JSON.stringify(rows.map((row) => ({ ...row, title: row.title === null ? null : seal(row.title) })))

const inserted = [
  'tenant_id',
  'id',
  'title',
  'is_named',
  'agent_id',
  'participant_ids',
  'project_id',
  'reader_ids',
  'writer_ids',
  'owner_kind',
  'owner_id',
  'in_inbox',
  'widget_id',
] as const

const insertAll = setStatement<ConversationRow>(
  (db, { rows }) =>
    db
      .insertInto('conversations')
      .columns(inserted)
      .expression(columnsFrom('conversations', inserted, rows)),
  sealTitles,
)

/** Stores a conversation that is opened. */
export const insertConversation = (row: ConversationRow): CompiledQuery => insertAll.with([row])

export const updateConversation = (
  tx: Transaction,
  id: string,
  change: Pick<
    UpdateObject<Schema, 'conversations'>,
    'title' | 'agent_id' | 'participant_ids' | 'head_message_id' | 'active_reply_id' | 'last_seq'
  >,
): Promise<ConversationRow> =>
  tx
    .updateTable('conversations')
    .set({ ...sealingTexts(change, 'title'), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/**
 * Changes the title of a conversation and its owner's settings. That does not count as activity: its position in lists
 * stays.
 */
export const labelConversation = (
  tx: Transaction,
  id: string,
  change: Pick<
    UpdateObject<Schema, 'conversations'>,
    | 'title'
    | 'is_named'
    | 'is_starred'
    | 'is_archived'
    | 'is_muted'
    | 'project_id'
    | 'reader_ids'
    | 'writer_ids'
    | 'csat_requested'
    | 'pending_approvals'
  >,
): Promise<ConversationRow> =>
  tx
    .updateTable('conversations')
    .set(sealingTexts(change, 'title'))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Deletes a conversation with all its messages; the cost of its replies stays in the usage. */
export async function removeConversation(tx: Transaction, id: string) {
  await keepSpent(tx, id)
  await tx.deleteFrom('conversations').where('id', '=', id).execute()
}

interface Turn {
  id: string
  lastSeq: number
  headId: string | null
  replyId: string | null
  /** The new title; null: unchanged. */
  title: string | null
}

const turnsIn = (rows: string) =>
  sql<Turn>`jsonb_to_recordset(${rows}::jsonb)`.as<'turn'>(
    sql`turn(id uuid, "lastSeq" integer, "headId" uuid, "replyId" uuid, title text)`,
  )

const advanceAll = setStatement<Turn>(
  (db, { rows }) =>
    db
      .updateTable('conversations')
      .from(turnsIn(rows))
      .set((eb) => ({
        last_seq: eb.ref('turn.lastSeq'),
        head_message_id: eb.ref('turn.headId'),
        active_reply_id: eb.fn.coalesce('active_reply_id', 'turn.replyId'),
        title: eb.fn.coalesce('turn.title', 'conversations.title'),
        csat_requested: false,
        updated_at: sql<Date>`now()`,
      }))
      .whereRef('conversations.id', '=', 'turn.id'),
  sealTitles,
)

const nameAll = setStatement<{ id: string; title: string }>(
  (db, { rows }) =>
    db
      .updateTable('conversations')
      .from(
        sql<{ id: string; title: string }>`jsonb_to_recordset(${rows}::jsonb)`.as<'named'>(
          sql`named(id uuid, title text)`,
        ),
      )
      .set((eb) => ({ title: eb.ref('named.title'), is_named: true }))
      .whereRef('conversations.id', '=', 'named.id'),
  sealTitles,
)

/** Gives a conversation that is locked a name. */
export const nameConversation = (id: string, title: string): CompiledQuery =>
  nameAll.with([{ id, title: storableText(title) }])

/**
 * Advances a conversation by a turn: its count, the end of its branch, and the answering agent if there is none yet.
 */
export const advanceConversation = (to: Turn): CompiledQuery => advanceAll.with([to])

// Its keys never change, so rows that only refer to it, such as search entries, need not wait.
const lockedById = (db: Kysely<Schema>, given: GivenTable<{ id: string }>) =>
  db
    .selectFrom(given)
    .innerJoin('conversations', 'conversations.id', 'given.id')
    .selectAll('conversations')
    .select('given.nth')
    .orderBy('conversations.id')
    .forNoKeyUpdate('conversations')

const lockById = setQuestion<{ id: string }, ConversationRow>({ id: 'uuid' }, lockedById)
const lockFree = setQuestion<{ id: string }, ConversationRow>({ id: 'uuid' }, (db, given) =>
  lockedById(db, given).skipLocked(),
)

/** A sub-select of the agents that answer in conversations. */
export const answeringIn = (db: Kysely<Schema>, given: GivenTable<{ conversationId: string }>) =>
  db
    .selectFrom(given)
    .innerJoin('conversations', 'conversations.id', 'given.conversationId')
    .select(({ ref }) => [ref('conversations.agent_id').$notNull().as('agentId'), 'given.nth'])

/** The conversation, without access checks; null if it is gone. For background work. */
export const findConversation = async (tx: Reader, id: string): Promise<ConversationRow | null> =>
  (await tx.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

/**
 * The conversation's row, locked until the end of the transaction, without access checks; null if it is gone. For
 * background work.
 */
export const lockConversation = (tx: Transaction, id: string): Promise<ConversationRow | null> =>
  lockById.row(tx, { id })

/** The same for work that can wait; null also while another transaction holds the lock. */
export const lockIfFree = (tx: Transaction, id: string): Promise<ConversationRow | null> =>
  lockFree.row(tx, { id })

/** Like `lockConversation`, found by one of its replies. */
export const lockConversationOfReply = async (
  tx: Transaction,
  replyId: string,
): Promise<ConversationRow | null> =>
  (await tx
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', (eb) => eb.selectFrom('replies').select('conversation_id').where('id', '=', replyId))
    .forNoKeyUpdate()
    .executeTakeFirst()) ?? null

interface Lately {
  agentId: string | null
  ownerId: string | null
  since: Date
  /** Go on after this id; the newest first. */
  before: string | null
  limit: number
}

/**
 * Conversations of an agent, a person or both that were active since a given time, without access checks. For
 * background work.
 */
export function latelyActive(
  tx: Reader,
  { agentId, ownerId, since, before, limit }: Lately,
): Promise<Pick<ConversationRow, 'id' | 'agent_id' | 'owner_id' | 'updated_at'>[]> {
  let select = tx
    .selectFrom('conversations')
    .select(['id', 'agent_id', 'owner_id', 'updated_at'])
    .where('updated_at', '>=', since)
    .orderBy('id', 'desc')
    .limit(limit)
  if (agentId !== null) select = select.where('agent_id', '=', agentId)
  if (ownerId !== null) select = select.where('owner_id', '=', ownerId)
  if (before !== null) select = select.where('id', '<', before)
  return select.execute()
}
