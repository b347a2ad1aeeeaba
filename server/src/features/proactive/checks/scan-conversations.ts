import type { Scope } from '#kernel/scope.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { proactiveCheckScan } from '#features/agents/index.ts'
import { scheduleChecks } from './schedule-checks.ts'

/** Finds the conversations in which an agent may speak first from now on. */
export async function scanConversations(
  scope: Scope,
  of: JobInput<typeof proactiveCheckScan>,
): Promise<void> {
  let before: string | null = null
  do {
    before = await scheduleChecks(scope, { ...of, before })
  } while (before !== null)
}
