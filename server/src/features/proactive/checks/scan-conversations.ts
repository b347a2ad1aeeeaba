import { proactiveCheckScan, findAgent } from '#features/agents/index.ts'
import { latelyActive } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { step } from '#kernel/step.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { whoAgrees } from '../preferences/preference-store.ts'
import { proactiveCheckRun } from '../job-kinds.ts'
import { LONG_AGO_MS } from './skip-reason.ts'

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

const AT_ONCE = 200

interface Part extends JobInput<typeof proactiveCheckScan> {
  readonly before: string | null
}

/**
 * Schedules checks of recently active conversations, of an agent that now writes first or a person who now agrees, in
 * batches. Returns where to continue; null at the end.
 */
const scheduleChecks = step(async (context, { agentId, personId, before }: Part): Promise<string | null> => {
  const { tx, scope } = context
  const now = scope.app.now()
  const since = new Date(now.getTime() - LONG_AGO_MS)
  const rows = await latelyActive(tx, { agentId, ownerId: personId, since, before, limit: AT_ONCE })
  for (const ofAgent of new Set(rows.flatMap((row) => row.agent_id ?? []))) {
    const agent = await findAgent(tx, ofAgent)
    if (!agent?.speaks_first) continue
    const mine = rows.filter((row) => row.agent_id === ofAgent)
    const willing = await whoAgrees(
      tx,
      ofAgent,
      mine.map((row) => row.owner_id),
    )
    for (const { id: conversationId, owner_id, updated_at } of mine) {
      if (!willing.has(owner_id)) continue
      const quietAt = updated_at.getTime() + agent.proactive_after_minutes * 60_000
      const dueAt = new Date(Math.max(quietAt, now.getTime()))
      scheduleJob(context, proactiveCheckRun, conversationId, { conversationId }, dueAt)
    }
  }
  return rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null)
})
