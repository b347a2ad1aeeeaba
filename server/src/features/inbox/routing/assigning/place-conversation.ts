import { step } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { findConversation } from '#features/conversations/index.ts'
import { inboxActivity } from '#features/inbox/handoff/index.ts'
import { findAgentTeam } from '../agent-team-store.ts'
import { lockTeams } from '../team-store.ts'
import { assignWaiting } from './assign-waiting.ts'
import { endTimers, syncTimers } from '../sla/sync-timers.ts'
import { enterTeam, findTeamConversations, leaveTeam } from '../team-conversation-store.ts'

/** Places a conversation that was handed off in its team, and assigns waiting ones. */
export const placeConversation = step(
  async (context, { conversationId, what, at: told }: JobInput<typeof inboxActivity>): Promise<void> => {
    const { tx, scope } = context
    const teams = await lockTeams(tx)
    const byDefault = teams.find(({ is_default }) => is_default)
    if (!byDefault) return
    const conversation = await findConversation(tx, conversationId)
    if (!conversation) return
    const at = new Date(told)
    if (conversation.assignee_kind === 'agent') {
      await leaveTeam(tx, conversationId)
      await endTimers(context, conversationId, at)
    } else {
      const { teamId } = await findAgentTeam(tx, conversation.agent_id)
      await enterTeam(tx, scope, { conversationId, teamId: teamId ?? byDefault.id, since: at })
      const place = (await findTeamConversations(tx, [conversationId])).get(conversationId)
      const team = teams.find(({ id }) => id === place?.team_id)
      if (place && team) await syncTimers(context, { conversation, team, place, what, at })
    }
    await assignWaiting(context, teams)
  },
)
