import type { CompiledQuery } from 'kysely'
import type { NewEvent } from '#contract/events.ts'
import { isUnaudited } from '#contract/unaudited-events.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from './scope.ts'

/**
 * Keeps who acted, by name, and from where, of a request that did something for the audit log, as statements: the
 * events themselves go to many readers, and this to none of them. Nothing for the traffic of conversations.
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
      // A socket is one request, however much is done through it.
      .onConflict((on) => on.columns(['tenant_id', 'request_id']).doNothing())
      .compile(),
  ]
}
