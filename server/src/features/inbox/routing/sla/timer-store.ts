import { type Selectable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { SlaKind } from '#contract/shapes/team.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Timer } from './timer.ts'

export type TimerRow = Omit<Selectable<Schema['sla_timers']>, 'kind'> & { kind: SlaKind }

/** The timers of a conversation that started at a given time or later, and all that have not ended. */
export const findTimers = async (tx: Reader, conversationId: string, since: Date): Promise<TimerRow[]> =>
  (await tx
    .selectFrom('sla_timers')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb.or([eb('started_at', '>=', since), eb('ended_at', 'is', null)]))
    .orderBy('started_at')
    .execute()) as TimerRow[]

/** The timers of these conversations that have not ended. */
export const findRunning = async (tx: Reader, conversationIds: readonly string[]): Promise<TimerRow[]> =>
  conversationIds.length === 0
    ? []
    : ((await tx
        .selectFrom('sla_timers')
        .selectAll()
        .where('conversation_id', 'in', conversationIds)
        .where('ended_at', 'is', null)
        .orderBy('due_at')
        .execute()) as TimerRow[])

interface NewTimer extends Timer {
  readonly conversationId: string
  readonly teamId: string
  readonly startedAt: Date
}

export const insertTimer = async (
  tx: Transaction,
  { tenantId }: Scope,
  { conversationId, teamId, startedAt, ...timer }: NewTimer,
): Promise<void> =>
  void (await tx
    .insertInto('sla_timers')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      conversation_id: conversationId,
      team_id: teamId,
      started_at: startedAt,
      ...timer,
    })
    .onConflict((on) => on.doNothing())
    .execute())

export const updateTimer = async (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['sla_timers']>,
): Promise<void> => void (await tx.updateTable('sla_timers').set(change).where('id', '=', id).execute())

/** Ends a timer; one that was due before is breached, whether anyone noticed or not. */
export const endTimer = (tx: Transaction, { id, due_at, breached_at }: TimerRow, at: Date): Promise<void> =>
  updateTimer(tx, id, {
    ended_at: at,
    running_since: null,
    ...(due_at && due_at < at && !breached_at && { breached_at: due_at }),
  })

/** How many SLA targets of a team that started in a period were met. */
export const countTimers = (tx: Reader, teamId: string, from: Date, to: Date) =>
  tx
    .selectFrom('sla_timers')
    .select((eb) => [
      'kind',
      eb.fn
        .countAll<string>()
        .filterWhere('breached_at', 'is', null)
        .filterWhere('ended_at', 'is not', null)
        .as('met'),
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

/** The SLA targets that started in a period and are met or breached. */
export const settledSlaTargets = (tx: Reader, from: Date, to: Date) =>
  tx
    .selectFrom('sla_timers')
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('breached_at', 'is not', null)]))
    .select([
      'conversation_id',
      'team_id',
      sql<Date>`started_at`.as('at'),
      sql<boolean>`breached_at IS NOT NULL`.as('is_breached'),
    ])
