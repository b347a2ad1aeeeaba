import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { requireQuota } from '#features/tenants/index.ts'
import type { Spent } from '#kernel/cost.ts'
import { readStep, step } from '#kernel/step.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Between } from '#platform/rollups/stretch.ts'

/** Checks that the tenant's plan has something left. Throws Fault `limit_reached`. */
export const requirePlan = readStep(
  ({ tx, scope }): Promise<void> => requireQuota({ tx, scope }, { tokensPerMonth: 0 }),
)

/** Records the usage of transcribing audio or synthesizing an answer. */
export const recordSpent = step(
  async (
    { tx, scope },
    {
      purpose,
      model,
      seconds,
      characters,
      cost,
    }: {
      purpose: 'listening' | 'speaking'
      model: string
      seconds: number | null
      characters: number | null
      cost: Spent | null
    },
  ): Promise<void> => {
    await tx
      .insertInto('spent_files')
      .values({
        tenant_id: scope.tenantId,
        id: uuidv7(),
        purpose,
        actor_kind: scope.actor.kind,
        actor_id: scope.actor.id,
        model,
        seconds,
        characters,
        cost_nanos: cost?.nanos ?? null,
        currency: cost?.currency ?? null,
      })
      .execute()
  },
)

/** Moves the usage of a visitor's files to another visitor; to nobody for null. */
export const moveSpent = async (tx: Transaction, fromId: string, toId: string | null): Promise<void> =>
  void (await tx.updateTable('spent_files').set({ actor_id: toId }).where('actor_id', '=', fromId).execute())

/** All transcription and speech in a period, in the form of answers. */
export const spentOnFiles = (tx: Reader, { from, to }: Between) =>
  tx
    .selectFrom('spent_files')
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .select([
      'created_at as at',
      sql<string | null>`NULL::uuid`.as('agent_id'),
      'model',
      sql<string>`'read'`.as('state'),
      sql<number | null>`NULL::integer`.as('input_tokens'),
      sql<number | null>`NULL::integer`.as('output_tokens'),
      sql<number | null>`NULL::integer`.as('first_token_ms'),
      'cost_nanos',
      'currency',
      'actor_kind as person_kind',
      'actor_id as person_id',
      'purpose',
    ])
