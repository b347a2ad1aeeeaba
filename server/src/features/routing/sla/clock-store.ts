import { type Selectable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { SlaKind } from '#contract/shapes/team.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Clock } from './clock.ts'

export type ClockRow = Omit<Selectable<Schema['sla_clocks']>, 'kind'> & { kind: SlaKind }

/** The clocks of a conversation that began at a moment or later, and those that have not ended. */
export const findClocks = async (tx: Reader, conversationId: string, since: Date): Promise<ClockRow[]> =>
  (await tx
    .selectFrom('sla_clocks')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb.or([eb('started_at', '>=', since), eb('ended_at', 'is', null)]))
    .orderBy('started_at')
    .execute()) as ClockRow[]

/** The clocks of these conversations that have not ended. */
export const findRunning = async (tx: Reader, conversationIds: readonly string[]): Promise<ClockRow[]> =>
  conversationIds.length === 0
    ? []
    : ((await tx
        .selectFrom('sla_clocks')
        .selectAll()
        .where('conversation_id', 'in', conversationIds)
        .where('ended_at', 'is', null)
        .orderBy('due_at')
        .execute()) as ClockRow[])

interface NewClock extends Clock {
  readonly conversationId: string
  readonly teamId: string
  readonly startedAt: Date
}

export const insertClock = async (
  tx: Transaction,
  { tenantId }: Scope,
  { conversationId, teamId, startedAt, ...clock }: NewClock,
): Promise<void> =>
  void (await tx
    .insertInto('sla_clocks')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      conversation_id: conversationId,
      team_id: teamId,
      started_at: startedAt,
      ...clock,
    })
    .onConflict((on) => on.doNothing())
    .execute())

export const updateClock = async (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['sla_clocks']>,
): Promise<void> => void (await tx.updateTable('sla_clocks').set(change).where('id', '=', id).execute())

/** Ends a clock; one that was due before that was breached, whether anybody had noticed or not. */
export const endClock = (tx: Transaction, { id, due_at, breached_at }: ClockRow, at: Date): Promise<void> =>
  updateClock(tx, id, {
    ended_at: at,
    running_since: null,
    ...(due_at && due_at < at && !breached_at && { breached_at: due_at }),
  })

/** How the promises of a team that began in a time were kept. */
export const countClocks = (tx: Reader, teamId: string, from: Date, to: Date) =>
  tx
    .selectFrom('sla_clocks')
    .select((eb) => [
      'kind',
      eb.fn
        .countAll<string>()
        .filterWhere('breached_at', 'is', null)
        .filterWhere('ended_at', 'is not', null)
        .as('kept'),
      eb.fn.countAll<string>().filterWhere('breached_at', 'is not', null).as('breached'),
      eb.fn
        .countAll<string>()
        .filterWhere('breached_at', 'is', null)
        .filterWhere('ended_at', 'is', null)
        .as('open'),
      sql<
        number | null
      >`percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at))`.as(
        'median_seconds',
      ),
    ])
    .where('team_id', '=', teamId)
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .groupBy('kind')
    .execute()

/** The promises that began in a time and of which it is known whether they were kept. */
export const settledPromises = (tx: Reader, from: Date, to: Date) =>
  tx
    .selectFrom('sla_clocks')
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('breached_at', 'is not', null)]))
    .select([
      'conversation_id',
      'team_id',
      sql<Date>`started_at`.as('at'),
      sql<boolean>`breached_at IS NOT NULL`.as('is_breached'),
    ])
