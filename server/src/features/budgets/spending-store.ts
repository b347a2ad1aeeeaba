import { sql } from 'kysely'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Counted, SpendingRow } from './budget.ts'

/** One budget's share of a call: whose spending, and in which period. */
export interface Share extends Counted {
  budgetId: string
  subjectId: string
  begins: Date
}

/** The spending of a budget after a change. */
export type Standing = Pick<
  SpendingRow,
  | 'budget_id'
  | 'subject_id'
  | 'spent_nanos'
  | 'spent_tokens'
  | 'reserved_nanos'
  | 'reserved_tokens'
  | 'notified_threshold'
>

const standing = sql`
  s.budget_id, s.subject_id, s.spent_nanos::float8 AS spent_nanos, s.spent_tokens::float8 AS spent_tokens,
  s.reserved_nanos::float8 AS reserved_nanos, s.reserved_tokens::float8 AS reserved_tokens, s.notified_threshold`

const listed = (shares: readonly Share[]) => sql`
  SELECT * FROM unnest(
    ${shares.map(({ budgetId }) => budgetId)}::uuid[], ${shares.map(({ subjectId }) => subjectId)}::uuid[],
    ${shares.map(({ begins }) => begins.toISOString())}::timestamptz[],
    ${shares.map(({ nanos }) => nanos)}::bigint[], ${shares.map(({ tokens }) => tokens)}::bigint[]
  ) AS w (budget_id, subject_id, period_begins, nanos, tokens)`

// Everybody takes the rows in this order, so that no two wait for each other.
const inOrder = sql`ORDER BY 2, 3, 4`
const added = sql`
  ON CONFLICT (tenant_id, budget_id, subject_id, period_begins) DO UPDATE SET
    spent_nanos = s.spent_nanos + EXCLUDED.spent_nanos, spent_tokens = s.spent_tokens + EXCLUDED.spent_tokens,
    reserved_nanos = s.reserved_nanos + EXCLUDED.reserved_nanos,
    reserved_tokens = s.reserved_tokens + EXCLUDED.reserved_tokens`
const columns = sql`
  (tenant_id, budget_id, subject_id, period_begins, spent_nanos, spent_tokens, reserved_nanos, reserved_tokens)`

/**
 * Reserves the maximum cost of a call, in one statement. Abandoned reservations count as spent here: their provider was
 * called.
 */
export async function addReservation(
  tx: Transaction,
  { tenantId }: Scope,
  { id, shares, expiresInMs }: { id: string; shares: readonly Share[]; expiresInMs: number },
): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    WITH wanted AS (${listed(shares)}),
    lost AS (
      DELETE FROM budget_reservations r USING wanted w
      WHERE r.tenant_id = ${tenantId} AND r.expires_at < now() AND r.budget_id = w.budget_id
        AND r.subject_id = w.subject_id AND r.period_begins = w.period_begins
      RETURNING r.budget_id, r.nanos, r.tokens
    ),
    kept AS (
      INSERT INTO budget_reservations (tenant_id, id, budget_id, subject_id, period_begins, nanos, tokens, expires_at)
      SELECT ${tenantId}::uuid, ${id}::uuid, budget_id, subject_id, period_begins, nanos, tokens,
        now() + ${expiresInMs}::float8 * interval '1 millisecond'
      FROM wanted
    )
    INSERT INTO budget_spending AS s ${columns}
    SELECT ${tenantId}::uuid, w.budget_id, w.subject_id, w.period_begins, coalesce(l.nanos, 0), coalesce(l.tokens, 0),
      w.nanos - coalesce(l.nanos, 0), w.tokens - coalesce(l.tokens, 0)
    FROM wanted w LEFT JOIN (
      SELECT budget_id, sum(nanos)::bigint AS nanos, sum(tokens)::bigint AS tokens FROM lost GROUP BY budget_id
    ) l USING (budget_id)
    ${inOrder} ${added}
    RETURNING ${standing}`.execute(tx)
  return rows
}

/**
 * Replaces a reservation by the actual cost, in one statement. Does nothing without a reservation, so it can be
 * retried.
 */
export async function takeReservation(
  tx: Transaction,
  { tenantId }: Scope,
  { id, shares }: { id: string; shares: readonly Share[] },
): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    WITH mine AS (
      DELETE FROM budget_reservations WHERE tenant_id = ${tenantId} AND id = ${id}
      RETURNING budget_id, subject_id, period_begins, nanos, tokens
    ), wanted AS (${listed(shares)})
    INSERT INTO budget_spending AS s ${columns}
    SELECT ${tenantId}::uuid, m.budget_id, m.subject_id, m.period_begins, w.nanos, w.tokens, -m.nanos, -m.tokens
    FROM mine m JOIN wanted w USING (budget_id, subject_id, period_begins)
    ${inOrder} ${added}
    RETURNING ${standing}`.execute(tx)
  return rows
}

/** Counts a cost without a reservation. */
export async function addSpending(
  tx: Transaction,
  { tenantId }: Scope,
  shares: readonly Share[],
): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    INSERT INTO budget_spending AS s ${columns}
    SELECT ${tenantId}::uuid, w.budget_id, w.subject_id, w.period_begins, w.nanos, w.tokens, 0, 0 FROM (${listed(shares)}) w
    ${inOrder} ${added}
    RETURNING ${standing}`.execute(tx)
  return rows
}

/** Notes which threshold was notified last, in a row that the transaction holds. */
export const storeNotified = async (tx: Transaction, { budgetId, subjectId, begins }: Share, level: number) =>
  void (await tx
    .updateTable('budget_spending')
    .set({ notified_threshold: level })
    .where('budget_id', '=', budgetId)
    .where('subject_id', '=', subjectId)
    .where('period_begins', '=', begins)
    .execute())

/** All spending of a budget in a period. */
export const listSpending = (tx: Reader, budgetId: string, begins: Date): Promise<SpendingRow[]> =>
  tx
    .selectFrom('budget_spending')
    .selectAll()
    .where('budget_id', '=', budgetId)
    .where('period_begins', '=', begins)
    .execute()

/** The person or agent closest to the limit, with active reservations; null if nothing was spent. */
export async function furthestSpending(tx: Reader, budgetId: string, begins: Date) {
  const { rows } = await sql<Standing>`
    SELECT s.budget_id, s.subject_id, s.spent_nanos::float8 AS spent_nanos, s.spent_tokens::float8 AS spent_tokens,
      coalesce(r.nanos, 0)::float8 AS reserved_nanos, coalesce(r.tokens, 0)::float8 AS reserved_tokens, s.notified_threshold
    FROM budget_spending s JOIN budgets b ON b.tenant_id = s.tenant_id AND b.id = s.budget_id
    LEFT JOIN LATERAL (
      SELECT sum(nanos) AS nanos, sum(tokens) AS tokens FROM budget_reservations r
      WHERE r.tenant_id = s.tenant_id AND r.budget_id = s.budget_id AND r.subject_id = s.subject_id
        AND r.period_begins = s.period_begins AND r.expires_at >= now()
    ) r ON true
    WHERE s.budget_id = ${budgetId} AND s.period_begins = ${begins.toISOString()}
    ORDER BY greatest(s.spent_nanos / b.amount_nanos::float8, s.spent_tokens / b.tokens::float8) DESC NULLS LAST
    LIMIT 1`.execute(tx)
  return rows[0] ?? null
}

/** Deletes spending of periods that started more than a year ago. */
export const forgetOldSpending = async (tx: Transaction): Promise<void> =>
  void (await tx
    .deleteFrom('budget_spending')
    .where('period_begins', '<', sql<Date>`now() - interval '13 months'`)
    .execute())
