import type { CompiledQuery } from 'kysely'
import type { NewEvent } from '#contract/events.ts'
import { isUnaudited } from '#contract/unaudited-events.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from './scope.ts'

/**
 * Statements that store who made an audited request, by name, and from where. Kept apart from the events, because those go to
 * many readers. Nothing is stored for conversation traffic.
 */
export function originStatements(
  tx: Transaction,
  { tenantId, requestId, actor, origin }: Scope,
  events: readonly NewEvent[],
): CompiledQuery[] {
  if (events.every(({ type }) => isUnaudited(type))) return []
  return [
    tx
      .insertInto('request_origins')
      .values({
        tenant_id: tenantId,
        request_id: requestId,
        actor_id: actor.id,
        actor_name: actor.name,
        address: origin.address,
        user_agent: origin.userAgent,
      })
      // A WebSocket is one request, whatever is done through it.
      .onConflict((on) => on.columns(['tenant_id', 'request_id']).doNothing())
      .compile(),
  ]
}
