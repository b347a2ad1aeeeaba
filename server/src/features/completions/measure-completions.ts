import { sql } from 'kysely'
import type { UsageCounter } from '#kernel/usage-counter.ts'

/** Counts this month's answers to conversations that their callers keep, and the tokens of all other model requests. */
export const measureCompletions: UsageCounter = (tx, monthBegan) =>
  tx
    .selectFrom('completions')
    .select([
      sql<number>`count(*) FILTER (WHERE purpose = 'answer')::float8`.as('messagesPerMonth'),
      sql<number>`coalesce(sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)), 0)::float8`.as(
        'tokensPerMonth',
      ),
    ])
    .where('created_at', '>=', monthBegan)
    .executeTakeFirstOrThrow()
