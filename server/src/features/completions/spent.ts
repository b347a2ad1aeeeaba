import type { Reader } from '#platform/database/open.ts'
import type { Between } from '#platform/rollups/stretch.ts'

/** All answers in a period to conversations that their callers keep. */
export const spentOnCompletions = (tx: Reader, { from, to }: Between) =>
  tx
    .selectFrom('completions')
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .select([
      'created_at as at',
      'agent_id',
      'model',
      'state',
      'input_tokens',
      'output_tokens',
      'first_token_ms',
      'cost_nanos',
      'currency',
      'actor_kind as person_kind',
      'actor_id as person_id',
      'purpose',
    ])
