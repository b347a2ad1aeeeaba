import { sql } from 'kysely'
import type { PersonalData } from '#kernel/personal-data.ts'

/** The cost of answers to visitors. */
export const personalSpending: PersonalData = {
  name: 'spending',

  async move({ tx }, fromId, toId) {
    await sql`
      INSERT INTO budget_spending AS s (tenant_id, budget_id, subject_id, period_begins, spent_nanos, spent_tokens,
        reserved_nanos, reserved_tokens, notified_threshold)
      SELECT tenant_id, budget_id, ${toId}::uuid, period_begins, spent_nanos, spent_tokens, 0, 0, notified_threshold
      FROM budget_spending WHERE subject_id = ${fromId}
      ON CONFLICT (tenant_id, budget_id, subject_id, period_begins) DO UPDATE SET
        spent_nanos = s.spent_nanos + EXCLUDED.spent_nanos, spent_tokens = s.spent_tokens + EXCLUDED.spent_tokens,
        notified_threshold = greatest(s.notified_threshold, EXCLUDED.notified_threshold)`.execute(tx)
    await tx.deleteFrom('budget_reservations').where('subject_id', '=', fromId).execute()
    await tx.deleteFrom('budget_spending').where('subject_id', '=', fromId).execute()
  },

  collect: (tx, visitorId) =>
    tx
      .selectFrom('budget_spending')
      .select(['period_begins as periodBegins', 'spent_nanos as spentNanos', 'spent_tokens as spentTokens'])
      .where('subject_id', '=', visitorId)
      .orderBy('period_begins')
      .execute(),

  async erase({ tx }, visitorId) {
    await tx.deleteFrom('budget_reservations').where('subject_id', '=', visitorId).execute()
    const { numDeletedRows } = await tx
      .deleteFrom('budget_spending')
      .where('subject_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}
