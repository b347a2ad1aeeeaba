import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { databaseErrorIn } from '../database/faults.ts'
import type { Database } from '../database/open.ts'
import type { Live } from '../live/live.ts'
import type { Log } from '../log/log.ts'

/** An event as it left the outbox. */
export interface RelayedEvent {
  readonly tenantId: string
  readonly number: number
  readonly type: string
  readonly payload: unknown
  readonly actor: { readonly kind: string; readonly id: string | null }
  readonly createdAt: string
}

/** The live topic on which a tenant's events are heard, in the order of their numbers. */
export const eventTopic = (tenantId: string) => `events:${tenantId}`

const BATCH = 500
// Under load events go in batches: each costs a transaction, however few it holds.
const BATCH_EVERY_MS = 15
// Any number serves, as long as every process of this version uses the same.
const RELAY_LOCK = 7_232_101
// What counts a tenant's events refers to it; events do not, so that no turn has to wait for the tenant's one row.
const OF_A_TENANT = 'event_counters_tenant_id_fkey'

/**
 * Gives committed events their numbers and hands them to live topics. Numbers are given after the commit and one
 * relay at a time, so that no reader can see 2 before a slower transaction's 1.
 */
export function openRelay(database: Database, live: Live, log: Log, pollMs: number) {
  let isRunning = false
  let isWokenAgain = false
  let isStopped = false
  let current = Promise.resolve()
  let begunAt = Number.NEGATIVE_INFINITY

  async function drain() {
    do {
      const sinceLast = performance.now() - begunAt
      if (sinceLast < BATCH_EVERY_MS && !isStopped) await pause(BATCH_EVERY_MS - sinceLast)
      begunAt = performance.now()
      isWokenAgain = false
      const events = await numberThoseOfTenants(database)
      for (const event of events) live.publish(eventTopic(event.tenantId), event)
      if (events.length === BATCH) isWokenAgain = true
    } while (isWokenAgain && !isStopped)
  }

  function wake() {
    isWokenAgain = true
    if (isRunning || isStopped) return
    isRunning = true
    current = drain()
      .catch((error: unknown) =>
        log.warn({ err: error }, 'Events could not be relayed; they are tried again soon.'),
      )
      .finally(() => {
        isRunning = false
        if (isWokenAgain) wake()
      })
  }

  const poll = setInterval(wake, pollMs)
  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      isWokenAgain = false
      clearInterval(poll)
      await current
    },
  }
}

/** Numbers waiting events; those of a tenant that was deleted while they were being stored go after it. */
async function numberThoseOfTenants(database: Database): Promise<RelayedEvent[]> {
  try {
    return await numberEvents(database)
  } catch (error) {
    if (databaseErrorIn(error)?.constraint !== OF_A_TENANT) throw error
    await removeOrphans(database)
    return numberEvents(database)
  }
}

const removeOrphans = (database: Database): Promise<unknown> =>
  database.system((tx) =>
    sql`DELETE FROM events WHERE number IS NULL AND tenant_id NOT IN (SELECT tenant_id FROM tenants)`.execute(
      tx,
    ),
  )

const numberEvents = (database: Database): Promise<RelayedEvent[]> =>
  database.system(async (tx) => {
    // One plan for any number of waiting events: those made for the number at hand read ten times as much.
    await sql`
      SELECT pg_advisory_xact_lock(${RELAY_LOCK}), set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(
      tx,
    )
    const { rows } = await sql<Omit<RelayedEvent, 'createdAt'> & { createdAt: Date }>`
      WITH batch AS (
        SELECT id, tenant_id, row_number() OVER (PARTITION BY tenant_id ORDER BY position) AS nth
        FROM (SELECT id, position, tenant_id FROM events WHERE number IS NULL ORDER BY position LIMIT ${BATCH}) first
      ), counted AS (
        INSERT INTO event_counters (tenant_id, last_number)
        SELECT tenant_id, count(*) FROM batch GROUP BY tenant_id
        ON CONFLICT (tenant_id) DO UPDATE SET last_number = event_counters.last_number + excluded.last_number
        RETURNING tenant_id, last_number
      ), sizes AS (
        SELECT tenant_id, count(*) AS size FROM batch GROUP BY tenant_id
      )
      UPDATE events SET number = counted.last_number - sizes.size + batch.nth
      FROM batch JOIN counted USING (tenant_id) JOIN sizes USING (tenant_id)
      WHERE events.tenant_id = batch.tenant_id AND events.id = batch.id
      RETURNING events.tenant_id AS "tenantId", events.number, events.type, events.payload,
        jsonb_build_object('kind', events.actor_kind, 'id', events.actor_id) AS actor, events.created_at AS "createdAt"`.execute(
      tx,
    )
    return rows
      .map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
      .sort((a, b) => (a.tenantId < b.tenantId ? -1 : a.tenantId > b.tenantId ? 1 : a.number - b.number))
  })
