import { sql } from 'kysely'
import { firstIdOf } from '#platform/database/time-ids.ts'
import { MARK } from '#platform/crypto/contents.ts'
import type { Reader } from '#platform/database/open.ts'
import type { StretchOf } from '#platform/rollups/stretch.ts'

/** Created in a period: the ID (UUIDv7) is at least the first one and below the last one. */
export type Made = Pick<StretchOf, 'firstId' | 'lastId'>

/** The same of a time. */
export const madeIn = (from: Date, to: Date): Made => ({
  firstId: sql.val(firstIdOf(from)),
  lastId: sql.val(firstIdOf(to)),
})

/** Inbox conversations that were opened in a period and have messages. */
export const openedInInbox = (tx: Reader, { firstId, lastId }: Made) =>
  tx
    .selectFrom('conversations')
    .where('in_inbox', '=', true)
    .where('last_seq', '>', 0)
    .where('id', '>=', firstId)
    .where('id', '<', lastId)
    .select(['id as conversation_id', 'agent_id', 'updated_at', 'id as made_id'])

/** Inbox messages in a period: of owners, agents and members. */
export const saidInInbox = (tx: Reader, { firstId, lastId }: Made) =>
  tx
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .where('conversations.in_inbox', '=', true)
    .where('messages.id', '>=', firstId)
    .where('messages.id', '<', lastId)
    .where('messages.role', 'in', [sql.lit('user'), sql.lit('assistant')])
    .select([
      'messages.conversation_id',
      'conversations.agent_id',
      'messages.id as made_id',
      sql<string>`CASE WHEN messages.role = 'user' THEN 'owner' ELSE author_kind END`.as('said_by'),
      sql<
        string | null
      >`CASE WHEN messages.role = 'assistant' AND author_kind = 'member' THEN author_id END`.as('member_id'),
    ])

/** The first answers of agents in inbox conversations that were opened in a period, and how long each took. */
export const firstAnswers = (tx: Reader, { firstId, lastId }: Made) =>
  tx
    .selectFrom(
      // A reply is younger than its conversation.
      tx
        .selectFrom('replies')
        .where('conversation_id', '>=', firstId)
        .where('conversation_id', '<', lastId)
        .where('id', '>=', firstId)
        .where('first_token_ms', 'is not', null)
        .distinctOn('conversation_id')
        .orderBy('conversation_id')
        .orderBy('id')
        .select(['conversation_id', sql<number>`first_token_ms / 1000.0`.as('seconds')])
        .as('firsts'),
    )
    .innerJoin('conversations', 'conversations.id', 'firsts.conversation_id')
    .where('conversations.in_inbox', '=', true)
    .select([
      'firsts.conversation_id',
      'conversations.agent_id',
      'conversations.id as made_id',
      'firsts.seconds',
    ])

/** When the first conversation was opened or the first message written, since a given time or ever. */
export async function firstMade(tx: Reader, since: Date | null): Promise<Date | null> {
  const from = firstIdOf(since ?? new Date(0))
  const { rows } = await sql<{ first: Date | null }>`
    SELECT moment_of(least((SELECT id FROM conversations WHERE id >= ${from} ORDER BY id LIMIT 1),
      (SELECT id FROM messages WHERE id >= ${from} ORDER BY id LIMIT 1))) AS first`.execute(tx)
  return rows[0]?.first ?? null
}

/** The answering agent of each conversation. */
export const agentsOfConversations = (tx: Reader) =>
  tx.selectFrom('conversations').select(['id as conversation_id', 'agent_id'])

/** For each of these handoffs, the first answer of a member after it: when, and by whom. */
export const answeredAfter = (tx: Reader, conversation: string, at: string) =>
  tx
    .selectFrom('messages')
    .where('messages.conversation_id', '=', sql<string>`${sql.ref(conversation)}`)
    .where('messages.role', '=', sql.lit('assistant'))
    .where('messages.author_kind', '=', sql.lit('member'))
    .where('messages.created_at', '>=', sql<Date>`${sql.ref(at)}`)
    .orderBy('messages.seq')
    .limit(1)
    .select(['messages.created_at as answered_at', 'messages.author_id as answered_by'])

const QUESTION_LENGTH = 400

interface Asked {
  readonly from: Date
  readonly to: Date
  readonly agentId: string | undefined
  readonly limit: number
}

/** Messages of owners of inbox conversations in a period, newest first. */
export async function questionsInInbox(tx: Reader, { from, to, agentId, limit }: Asked): Promise<string[]> {
  let rows = tx
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .where('conversations.in_inbox', '=', true)
    .where('messages.role', '=', 'user')
    .where('messages.id', '>=', firstIdOf(from))
    .where('messages.id', '<', firstIdOf(to))
    .orderBy('messages.id', 'desc')
    .limit(limit)
    .select(
      // Encrypted text cannot be cut before it is decrypted.
      sql<
        string[] | null
      >`(SELECT jsonb_agg(CASE WHEN part->>'text' LIKE ${sql.lit(`${MARK}%`)} THEN part->>'text'
          ELSE left(part->>'text', ${sql.lit(QUESTION_LENGTH)}) END)
        FROM jsonb_array_elements(messages.parts) AS part WHERE part->>'type' = 'text')`.as('texts'),
    )
  if (agentId !== undefined) rows = rows.where('conversations.agent_id', '=', agentId)
  return (await rows.execute()).map(({ texts }) => (texts ?? []).join(' ').slice(0, QUESTION_LENGTH))
}
