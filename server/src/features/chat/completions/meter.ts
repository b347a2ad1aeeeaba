import { sql } from 'kysely'
import type { Meter } from '#kernel/meter.ts'

/** This month's answers to conversations that their callers keep, with their tokens. */
export const measureCompletions: Meter = (tx, monthBegan) =>
  tx
    .selectFrom('completions')
    .select([
      sql<number>`count(*)::float8`.as('messagesPerMonth'),
      sql<number>`coalesce(sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)), 0)::float8`.as(
        'tokensPerMonth',
      ),
    ])
    .where('created_at', '>=', monthBegan)
    .executeTakeFirstOrThrow()
