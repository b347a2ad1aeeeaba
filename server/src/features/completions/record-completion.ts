import type { Insertable } from 'kysely'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { columnsOfSpent } from '#features/conversations/index.ts'
import type { Schema } from '#platform/database/schema.ts'
import { columnsFrom, setStatement } from '#platform/database/set-statement.ts'
import type { Actor } from '#kernel/scope.ts'
import { objectOf } from '#kernel/object-of.ts'
import { command } from '#kernel/use-case.ts'
import type { MeasuredEnding } from '#features/answers/index.ts'

const stored = [
  'tenant_id',
  'id',
  'actor_kind',
  'actor_id',
  'agent_id',
  'purpose',
  'state',
  'code',
  'model',
  'input_tokens',
  'output_tokens',
  'first_token_ms',
  'duration_ms',
  'cost_nanos',
  'currency',
] as const

const insertAll = setStatement<Pick<Insertable<Schema['completions']>, (typeof stored)[number]>>(
  (db, { rows }) =>
    db
      .insertInto('completions')
      .columns(stored)
      .expression(columnsFrom('completions', stored, rows))
      // Tried again after an answer of the database was lost.
      .onConflict((on) => on.columns(['tenant_id', 'id']).doNothing()),
)

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
    purpose: z.enum(['answer', 'summary', 'title', 'proactive-check', 'memory', 'copilot']).default('answer'),
  }),
  async run({ scope, send }, { completionId, agentId, actor, purpose, ending: { state, code, usage } }) {
    send(
      insertAll.with([
        {
          tenant_id: scope.tenantId,
          id: completionId,
          actor_kind: actor.kind,
          actor_id: actor.id,
          agent_id: agentId,
          purpose,
          state,
          code: code ?? null,
          duration_ms: usage.durationMs,
          ...columnsOfSpent(usage),
        },
      ]),
    )
  },
})
