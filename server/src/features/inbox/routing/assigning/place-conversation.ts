import { findConversation } from '#features/conversations/index.ts'
import { inboxActivity } from '#features/inbox/handoff/index.ts'
import { command, flow } from '#kernel/use-case.ts'
import { findAgentTeam } from '../agent-team-store.ts'
import { lockTeams } from '../team-store.ts'
import { assignWaiting } from './assign-waiting.ts'
import { endTimers, syncTimers } from '../sla/sync-timers.ts'
import { enterTeam, findTeamConversations, leaveTeam } from '../team-conversation-store.ts'

/** Puts a conversation that came to people into its team, and gives out what waits. */
export const placeConversation = flow({
  name: 'team-conversation.place',
  permission: 'internal',
  input: inboxActivity.input,
  run: ({ scope }, input) => placeNow(scope, input),
})

/** The transaction of it. Part of `placeConversation`. */
const placeNow = command({
  name: 'team-conversation.place-now',
  permission: 'internal',
  input: inboxActivity.input,
  async run(context, { conversationId, what, at: told }): Promise<void> {
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
})
