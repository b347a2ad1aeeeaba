import { sql } from 'kysely'
import type { AuditFilters } from '#contract/shapes/audit.ts'
import { unauditedEvents } from '#contract/unaudited-events.ts'
import type { Cursor } from '#kernel/cursor.ts'
import type { Reader } from '#platform/database/open.ts'

/** Audited events of the tenant, the newest first: ids grow with time. */
export function findAudited(
  tx: Reader,
  filters: AuditFilters,
  { limit, after }: { limit: number; after: Cursor | null },
) {
  let select = tx
    .selectFrom('events')
    .leftJoin('request_origins', (join) =>
      join
        .onRef('request_origins.tenant_id', '=', 'events.tenant_id')
        .onRef('request_origins.request_id', '=', 'events.request_id'),
    )
    .select([
      'events.id',
      'events.type',
      'events.payload',
      'events.actor_kind',
      'events.actor_id',
      'events.created_at',
      'request_origins.actor_id as noted_id',
      'request_origins.actor_name as noted_name',
      'request_origins.address',
      'request_origins.user_agent',
    ])
    .where('events.type', 'not in', unauditedEvents)
    .orderBy('events.id', 'desc')
    .limit(limit)
  const { type, actorId, subjectId, from, to } = filters
  if (after) select = select.where('events.id', '<', after.id)
  if (type)
    select = type.includes('.')
      ? select.where('events.type', '=', type)
      : select.where(sql<boolean>`starts_with(events.type, ${`${type}.`})`)
  if (actorId) select = select.where('events.actor_id', '=', actorId)
  if (subjectId)
    select = select.where(
      sql<boolean>`EXISTS (SELECT FROM jsonb_each_text(events.payload) fact WHERE fact.value = ${subjectId})`,
    )
  if (from) select = select.where('events.created_at', '>=', new Date(from))
  if (to) select = select.where('events.created_at', '<', new Date(to))
  return select.execute()
}

export type AuditedRow = Awaited<ReturnType<typeof findAudited>>[number]
