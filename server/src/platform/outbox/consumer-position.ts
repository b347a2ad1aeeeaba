import { sql } from 'kysely'
import type { Reader, Transaction } from '../database/open.ts'

/** An event as background work reads it. */
export interface NumberedEvent {
  readonly number: number
  readonly type: string
  readonly payload: unknown
}

/** The number of the last event that a consumer has taken in, in the tenant that was entered; 0 before the first. */
export const readPosition = async (tx: Reader, name: string): Promise<number> =>
  (await tx.selectFrom('event_consumers').select('number').where('name', '=', name).executeTakeFirst())
    ?.number ?? 0

/** The tenant's events after a number, in order, up to a limit. */
export const eventsAfter = (tx: Reader, number: number, limit: number): Promise<NumberedEvent[]> =>
  tx
    .selectFrom('events')
    .select(['number', 'type', 'payload'])
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit)
    .$castTo<NumberedEvent>()
    .execute()

/**
 * Locks a consumer's position until the transaction ends. False if it is no longer at that number: another process has
 * continued, and results from the events since then must not be stored.
 */
export async function holdPosition(
  tx: Transaction,
  { tenantId, name, number }: { tenantId: string; name: string; number: number },
): Promise<boolean> {
  await beginPosition(tx, { tenantId, name, number: 0 })
  const row = await tx
    .selectFrom('event_consumers')
    .select('number')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  return row?.number === number
}

/** Lets a consumer start after that number, unless it has started already. */
export const beginPosition = async (
  tx: Transaction,
  { tenantId, name, number }: { tenantId: string; name: string; number: number },
) =>
  void (await tx
    .insertInto('event_consumers')
    .values({ tenant_id: tenantId, name, number })
    .onConflict((on) => on.doNothing())
    .execute())

/** Moves a consumer that is held. */
export const movePosition = async (tx: Transaction, name: string, number: number) =>
  void (await tx.updateTable('event_consumers').set({ number }).where('name', '=', name).execute())

/**
 * Tenants that have events which a consumer has not taken in: of all tenants, or of those where its position was stored
 * once. Across tenants.
 */
export async function tenantsBehind(
  tx: Reader,
  name: string,
  where: 'everywhere' | 'where it began',
): Promise<string[]> {
  const join = where === 'everywhere' ? sql`LEFT JOIN` : sql`JOIN`
  const { rows } = await sql<{ tenant_id: string }>`
    SELECT c.tenant_id FROM event_counters c
    ${join} event_consumers f ON f.tenant_id = c.tenant_id AND f.name = ${name}
    WHERE c.last_number > coalesce(f.number, 0)`.execute(tx)
  return rows.map(({ tenant_id }) => tenant_id)
}
