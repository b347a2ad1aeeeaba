import { sql } from 'kysely'
import type { CommandContext } from '#kernel/use-case.ts'
import { knowledgeBaseChanged } from './job-kinds.ts'

// Changes come in bursts: the job waits until none has come for this long.
const QUIET_MS = 1_000

/** Records that the test cases of a knowledge base may have other results now; does nothing if it has none. */
export async function noteChange(
  { tx, scope, enqueue }: Pick<CommandContext, 'tx' | 'scope' | 'enqueue'>,
  knowledgeBaseId: string,
): Promise<void> {
  const changed = await tx
    .updateTable('knowledge_bases')
    .set({ change: sql<number>`change + 1` })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', knowledgeBaseId)
    .where('is_tested', '=', true)
    .returning('change')
    .executeTakeFirst()
  if (changed)
    enqueue(knowledgeBaseChanged, { knowledgeBaseId, change: changed.change }, { delayMs: QUIET_MS })
}
