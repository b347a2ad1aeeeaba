import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { firstIdOf } from '#platform/database/time-ids.ts'
import { DAY_OF_SLACK_MS, type StretchOf } from '#platform/rollups/stretch.ts'

/** Keeps what the replies of a conversation cost, in numbers only, before the conversation is removed. */
export async function keepSpent(tx: Transaction, conversationId: string): Promise<void> {
  await tx
    .insertInto('spent_replies')
    .columns([
      'tenant_id',
      'id',
      'agent_id',
      'owner_kind',
      'owner_id',
      'state',
      'model',
      'input_tokens',
      'output_tokens',
      'first_token_ms',
      'cost_nanos',
      'currency',
      'created_at',
    ])
    .expression((db) =>
      db
        .selectFrom('replies')
        .innerJoin('conversations', 'conversations.id', 'replies.conversation_id')
        .where('conversations.id', '=', conversationId)
        .select([
          'replies.tenant_id',
          'replies.id',
          'replies.agent_id',
          'conversations.owner_kind',
          'conversations.owner_id',
          'replies.state',
          'replies.model',
          'replies.input_tokens',
          'replies.output_tokens',
          'replies.first_token_ms',
          'replies.cost_nanos',
          'replies.currency',
          'replies.created_at',
        ]),
    )
    .execute()
}

/** Answers as usage counts them. `person` owns the conversation. */
const ofReplies = (tx: Reader, { from, to, firstId, lastId }: StretchOf) =>
  tx
    .selectFrom('replies')
    .innerJoin('conversations', 'conversations.id', 'replies.conversation_id')
    .where('replies.id', '>=', firstId)
    .where('replies.id', '<', lastId)
    .where('replies.created_at', '>=', from)
    .where('replies.created_at', '<', to)
    .where('replies.state', 'not in', [sql.lit('queued'), sql.lit('running')])
    .select([
      'replies.created_at as at',
      'replies.agent_id',
      'replies.model',
      'replies.state',
      'replies.input_tokens',
      'replies.output_tokens',
      'replies.first_token_ms',
      'replies.cost_nanos',
      'replies.currency',
      'conversations.owner_kind as person_kind',
      'conversations.owner_id as person_id',
      sql<string>`'answer'`.as('purpose'),
    ])

const ofDeleted = (tx: Reader, { from, to, firstId, lastId }: StretchOf) =>
  tx
    .selectFrom('spent_replies')
    .where('id', '>=', firstId)
    .where('id', '<', lastId)
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .where('state', 'not in', [sql.lit('queued'), sql.lit('running')])
    .select([
      'created_at as at',
      'agent_id',
      'model',
      'state',
      'input_tokens',
      'output_tokens',
      'first_token_ms',
      'cost_nanos',
      'currency',
      'owner_kind as person_kind',
      'owner_id as person_id',
      sql<string>`'answer'`.as('purpose'),
    ])

/** Every answer that was requested in that time and has ended, also of conversations that were deleted since. */
export const spentOnReplies = (tx: Reader, stretch: StretchOf) =>
  ofReplies(tx, stretch).unionAll(ofDeleted(tx, stretch))

/** When the first of these answers was requested, approximately, since a given time or ever. */
export async function firstSpentOnReplies(tx: Reader, since: Date | null): Promise<Date[]> {
  const after = firstIdOf(new Date(Math.max(0, (since?.getTime() ?? 0) - DAY_OF_SLACK_MS)))
  const first = (table: 'replies' | 'spent_replies') =>
    tx
      .selectFrom(table)
      .select('created_at')
      .where('id', '>=', after)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  return [await first('replies'), await first('spent_replies')].flatMap((row) =>
    row ? [new Date(row.created_at.getTime() - DAY_OF_SLACK_MS)] : [],
  )
}
