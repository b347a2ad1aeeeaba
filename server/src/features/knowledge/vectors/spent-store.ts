import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { Spent } from '#kernel/cost.ts'
import { step } from '#kernel/step.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Between } from '#platform/rollups/stretch.ts'

/** The purpose of a call: vectors of passages, the vector of a question, or reranking. */
export const CallPurpose = z.enum(['embedding', 'search', 'reranking'])
export type CallPurpose = z.infer<typeof CallPurpose>

/** Records the usage of a call to an embedding model or a reranker. */
export const recordCall = step(
  async (
    { tx, scope },
    {
      purpose,
      model,
      agentId,
      tokens,
      cost,
    }: {
      purpose: CallPurpose
      model: string
      agentId: string | null
      tokens: number | null
      cost: Spent | null
    },
  ): Promise<void> => {
    await tx
      .insertInto('spent_vectors')
      .values({
        tenant_id: scope.tenantId,
        id: uuidv7(),
        purpose,
        agent_id: agentId,
        actor_kind: scope.actor.kind,
        actor_id: scope.actor.id,
        model,
        tokens,
        cost_nanos: cost?.nanos ?? null,
        currency: cost?.currency ?? null,
      })
      .execute()
  },
)

/** Every such call in a period, in the form of answers. */
export const spentOnVectors = (tx: Reader, { from, to }: Between) =>
  tx
    .selectFrom('spent_vectors')
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .select([
      'created_at as at',
      'agent_id',
      'model',
      sql<string>`CASE WHEN purpose = 'embedding' THEN 'read' ELSE 'looked up' END`.as('state'),
      'tokens as input_tokens',
      sql<number | null>`NULL::integer`.as('output_tokens'),
      sql<number | null>`NULL::integer`.as('first_token_ms'),
      'cost_nanos',
      'currency',
      'actor_kind as person_kind',
      'actor_id as person_id',
      'purpose',
    ])
