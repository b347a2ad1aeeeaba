import type { Insertable } from 'kysely'
import type { MeasuredEnding } from '#features/answers/index.ts'
import { columnsOfSpent } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import type { Schema } from '#platform/database/schema.ts'
import { columnsFrom, setStatement } from '#platform/database/set-statement.ts'

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
      // Repeated after a response of the database was lost.
      .onConflict((on) => on.columns(['tenant_id', 'id']).doNothing()),
)

/** Records the cost of a completion, however it ended. */
export const recordCompletion = step(
  async (
    { scope, send },
    {
      completionId,
      agentId,
      actor,
      purpose = 'answer',
      ending: { state, code, usage },
    }: {
      completionId: string
      agentId: string | null
      actor: Pick<Actor, 'kind' | 'id'>
      ending: MeasuredEnding
      purpose?: 'answer' | 'summary' | 'title' | 'proactive-check' | 'memory' | 'copilot' | undefined
    },
  ) => {
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
  { isAbout: ({ completionId }) => completionId },
)
