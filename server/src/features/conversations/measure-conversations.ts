import { sql } from 'kysely'
import type { UsageCounter } from '#kernel/usage-counter.ts'
import { firstIdOf } from '#platform/database/time-ids.ts'

/** Counts uploads, and the answers of this month with their tokens, deleted conversations included. */
export const measureConversations: UsageCounter = async (tx, monthBegan) => {
  const first = firstIdOf(monthBegan)
  const answers = tx
    .selectFrom('replies')
    .select(['input_tokens', 'output_tokens'])
    .where('id', '>=', first)
    .unionAll(
      tx.selectFrom('spent_replies').select(['input_tokens', 'output_tokens']).where('id', '>=', first),
    )
  const spent = await tx
    .selectFrom(answers.as('answers'))
    .select([
      sql<number>`count(*)::float8`.as('messagesPerMonth'),
      sql<number>`coalesce(sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)), 0)::float8`.as(
        'tokensPerMonth',
      ),
    ])
    .executeTakeFirstOrThrow()
  const stored = await tx
    .selectFrom('files')
    .select(sql<number>`coalesce(sum(size_bytes), 0)::float8`.as('storageBytes'))
    .executeTakeFirstOrThrow()
  return { ...spent, ...stored }
}
