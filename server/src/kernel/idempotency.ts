import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import { sealableJson } from '#platform/database/sealable.ts'
import { conflict } from './fault.ts'
import type { Scope } from './scope.ts'

interface Replayable {
  readonly name: string
  readonly secret?: boolean
  readonly runsAgain?: boolean
}

const digest = (useCase: Replayable, input: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([useCase.name, input]))
    .digest('hex')

/**
 * The result of an earlier command under the scope's idempotency key, or null when there is none.
 * The key is claimed in this transaction, so of two concurrent calls the second waits and then gets the first one's result.
 * Throws Fault `conflict` when the key was used for something else.
 */
export async function recall<R>(
  tx: Transaction,
  scope: Scope,
  useCase: Replayable,
  input: unknown,
): Promise<{ result: R } | null> {
  if (useCase.runsAgain || scope.idempotencyKey === null || scope.actor.id === null) return null
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({
      tenant_id: scope.tenantId,
      actor_id: scope.actor.id,
      key: scope.idempotencyKey,
      request_digest: digest(useCase, input),
    })
    .onConflict((on) => on.columns(['tenant_id', 'actor_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return null

  const earlier = await tx
    .selectFrom('idempotency_keys')
    .select(['request_digest', 'result'])
    .where('actor_id', '=', scope.actor.id)
    .where('key', '=', scope.idempotencyKey)
    .executeTakeFirstOrThrow()
  if (earlier.request_digest !== digest(useCase, input))
    throw conflict('This Idempotency-Key was already used for another request.')
  if (useCase.secret) throw conflict('This was already done; its secret is shown only once.')
  return { result: earlier.result as R }
}

/** Statements that store the result for repeats of the scope's idempotency key; a secret is never stored. */
export function resultStatements(
  tx: Transaction,
  scope: Scope,
  useCase: Replayable,
  result: unknown,
): CompiledQuery[] {
  if (useCase.runsAgain || scope.idempotencyKey === null || scope.actor.id === null) return []
  return [
    tx
      .updateTable('idempotency_keys')
      .set({ result: useCase.secret ? null : sealableJson(result) })
      .where('actor_id', '=', scope.actor.id)
      .where('key', '=', scope.idempotencyKey)
      .compile(),
  ]
}

const KEPT_MS = 7 * 86_400_000

/** Deletes results older than a week. */
export const forgetOldResults = async (tx: Transaction, now: Date): Promise<void> =>
  void (await tx
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS))
    .execute())
