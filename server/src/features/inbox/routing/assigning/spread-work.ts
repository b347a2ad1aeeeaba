import { findAssigned } from '#features/conversations/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { findTeamConversations, enterTeam } from '../team-conversation-store.ts'
import { findAgentTeam } from '../agent-team-store.ts'
import { lockTeams, type TeamRow } from '../team-store.ts'
import { assignWaiting } from './assign-waiting.ts'
import { workSpread } from '../job-kinds.ts'

const WAITING_MAX = 500

/** Assigns waiting conversations to members with capacity. */
export const spreadWork = step(async (context): Promise<void> => {
  const teams = await lockTeams(context.tx)
  // It is scheduled again for teams that are still closed.
  for (const { id } of teams) cancelScheduledJob(context, workSpread, id)
  await placeStrays(context, teams)
  await assignWaiting(context, teams)
})

/** Conversations that waited before the first team existed join one now. */
async function placeStrays({ tx, scope }: CommandContext, teams: readonly TeamRow[]): Promise<void> {
  const byDefault = teams.find(({ is_default }) => is_default)
  if (!byDefault) return
  const queue = await findAssigned(tx, { kind: 'queue', memberId: null }, WAITING_MAX)
  const placed = await findTeamConversations(
    tx,
    queue.map(({ id }) => id),
  )
  for (const { id: conversationId, agent_id, updated_at: since } of queue) {
    if (placed.has(conversationId)) continue
    const { teamId } = await findAgentTeam(tx, agent_id)
    await enterTeam(tx, scope, { conversationId, teamId: teamId ?? byDefault.id, since })
  }
}
