import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { Actor } from '#kernel/scope.ts'
import { objectOf } from '#kernel/object-of.ts'
import { command } from '#kernel/use-case.ts'
import type { MeasuredEnding } from '../replies/ending.ts'

/** Notes what a completion cost, however it ended. */
export const recordCompletion = command({
  name: 'completion.record',
  permission: 'internal',
  isAbout: ({ completionId }) => completionId,
  input: z.strictObject({
    completionId: z.uuid(),
    agentId: id('agent').nullable(),
    actor: objectOf<Pick<Actor, 'kind' | 'id'>>(),
    ending: objectOf<MeasuredEnding>(),
    purpose: z.enum(['answer', 'summary', 'title', 'initiative', 'facts', 'copilot']).default('answer'),
  }),
  async run({ tx, scope }, { completionId, agentId, actor, purpose, ending: { state, code, usage } }) {
    await tx
      .insertInto('completions')
      .values({
        tenant_id: scope.tenantId,
        id: completionId,
        actor_kind: actor.kind,
        actor_id: actor.id,
        agent_id: agentId,
        purpose,
        state,
        code: code ?? null,
        model: usage.model,
        input_tokens: usage.inputTokens,
        output_tokens: usage.outputTokens,
        first_token_ms: usage.firstTokenMs,
        duration_ms: usage.durationMs,
        cost_nanos: usage.cost?.nanos ?? null,
        currency: usage.cost?.currency ?? null,
      })
      // Tried again after an answer of the database was lost.
      .onConflict((on) => on.columns(['tenant_id', 'id']).doNothing())
      .execute()
  },
})
