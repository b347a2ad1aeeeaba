import type { ConversationRow } from '#features/conversations/index.ts'
import { type PersonRequest, findWhoIsThere, handToQueue } from '#features/inbox/handoff/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { enterTeam, leaveTeam } from '../team-conversation-store.ts'
import { findAgentTeam } from '../agent-team-store.ts'
import { findTeamMembers } from '../team-member-store.ts'
import { findTeams, type TeamRow } from '../team-store.ts'
import { closedLine } from './closed-lines.ts'
import { hoursOf } from './hours-of.ts'
import { opensAt } from './open-hours.ts'

/**
 * Moves a conversation to the queue of its agent's team, under its lock, and has the agent announce the outcome: that
 * somebody will come, that nobody is online, or when the team opens.
 */
export async function callPerson(
  context: CommandContext,
  conversation: ConversationRow,
  asking: Omit<PersonRequest, 'staffing'>,
): Promise<void> {
  const { tx, scope } = context
  const teams = await findTeams(tx)
  const { teamId } = teams.length > 0 ? await findAgentTeam(tx, asking.agent.id) : { teamId: null }
  const team = teams.find(({ id, is_default }) => (teamId === null ? is_default : id === teamId))
  if (!team) return handToQueue(context, conversation, asking)
  const now = scope.app.now()
  const opens = opensAt(now, hoursOf(team))
  const isClosed = opens?.getTime() !== now.getTime()
  const staffing = isClosed
    ? { isThere: false, closedLine: team.closed_line ?? closedLine(asking.said, opens, team.time_zone) }
    : { isThere: await isAnybodyOf(context, team), closedLine: null }
  await handToQueue(context, conversation, { ...asking, staffing })
  // Whatever team it was in, it starts waiting anew.
  await leaveTeam(tx, conversation.id)
  await enterTeam(tx, scope, {
    conversationId: conversation.id,
    teamId: team.id,
    since: now,
    isToldClosed: isClosed,
  })
}

/** Whether anyone on a team is online; for a team without members, anyone at all. */
async function isAnybodyOf({ tx, scope }: CommandContext, { id }: TeamRow): Promise<boolean> {
  const [members, there] = await Promise.all([findTeamMembers(tx), findWhoIsThere(tx, scope)])
  const inTeam = members.filter(({ team_id }) => team_id === id)
  return inTeam.length === 0 ? there.size > 0 : inTeam.some(({ member_id }) => there.has(member_id))
}
