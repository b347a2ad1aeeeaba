import { sql } from 'kysely'
import type { Spent } from '#kernel/cost.ts'
import type { UsageCounter } from '#kernel/usage-counter.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Between } from '#platform/rollups/stretch.ts'

interface NewReading {
  id: string
  documentId: string
  model: string
  inputTokens: number | null
  outputTokens: number | null
  cost: Spent | null
}

export const insertReading = async (tx: Transaction, scope: Scope, facts: NewReading) =>
  void (await tx
    .insertInto('spent_readings')
    .values({
      tenant_id: scope.tenantId,
      id: facts.id,
      document_id: facts.documentId,
      actor_kind: scope.actor.kind,
      actor_id: scope.actor.id,
      model: facts.model,
      input_tokens: facts.inputTokens,
      output_tokens: facts.outputTokens,
      cost_nanos: facts.cost?.nanos ?? null,
      currency: facts.cost?.currency ?? null,
    })
    .execute())

/** Every image that a model read in a period, in the form of answers. */
export const spentOnReadings = (tx: Reader, { from, to }: Between) =>
  tx
    .selectFrom('spent_readings')
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .select([
      'created_at as at',
      sql<string | null>`NULL::uuid`.as('agent_id'),
      'model',
      sql<string>`'read'`.as('state'),
      'input_tokens',
      'output_tokens',
      sql<number | null>`NULL::integer`.as('first_token_ms'),
      'cost_nanos',
      'currency',
      'actor_kind as person_kind',
      'actor_id as person_id',
      sql<string>`'picture'`.as('purpose'),
    ])

/** The tokens of this month's pictures. */
export const measureReadings: UsageCounter = (tx, monthBegan) =>
  tx
    .selectFrom('spent_readings')
    .select(
      sql<number>`coalesce(sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)), 0)::float8`.as(
        'tokensPerMonth',
      ),
    )
    .where('created_at', '>=', monthBegan)
    .executeTakeFirstOrThrow()
