import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import { firstIdOf } from '#platform/database/time-ids.ts'

export interface SaidInInbox {
  readonly opened: number
  readonly byOwners: number
  readonly byAgents: number
  readonly byMembers: number
}

/**
 * Number of messages in inbox conversations that started in a period, by who wrote them. Conversations without messages
 * are left out.
 */
export async function countSaidInInbox(tx: Reader, from: Date, to: Date): Promise<SaidInInbox> {
  const [first, end] = [firstIdOf(from), firstIdOf(to)]
  const [opened, said] = await Promise.all([
    tx
      .selectFrom('conversations')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('in_inbox', '=', true)
      .where('last_seq', '>', 0)
      .where('id', '>=', first)
      .where('id', '<', end)
      .executeTakeFirstOrThrow(),
    tx
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .select([
        sql<number>`(count(*) FILTER (WHERE messages.role = 'user'))::int`.as('byOwners'),
        sql<number>`(count(*) FILTER (WHERE messages.role = 'assistant' AND author_kind = 'agent'))::int`.as(
          'byAgents',
        ),
        sql<number>`(count(*) FILTER (WHERE messages.role = 'assistant' AND author_kind = 'member'))::int`.as(
          'byMembers',
        ),
      ])
      .where('conversations.in_inbox', '=', true)
      .where('messages.id', '>=', first)
      .where('messages.id', '<', end)
      .executeTakeFirstOrThrow(),
  ])
  return { opened: opened.count, ...said }
}
