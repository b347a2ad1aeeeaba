import {
  type ConversationRow,
  lockConversation,
  newestMessages,
  partsOf,
  textOf,
} from '#features/conversations/index.ts'
import { sayAs } from '#features/inbox/handoff/index.ts'
import { findAgent } from '#features/agents/index.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { openLine } from '../hours/closed-lines.ts'
import { hoursOf } from '../hours/hours-of.ts'
import { isOpen, opensAt } from '../hours/open-hours.ts'
import type { TeamRow } from '../team-store.ts'
import { workSpread } from '../job-kinds.ts'
import { noteToldOpen, type TeamConversationRow } from '../team-conversation-store.ts'

interface Waiting {
  readonly conversation: ConversationRow
  readonly at: TeamConversationRow
}

/**
 * The teams that are open. The others are checked again when they open, if a conversation waits there; people who were
 * told that a team is closed are told that it is open again.
 */
export async function openTeams(
  context: CommandContext,
  teams: readonly TeamRow[],
  waiting: readonly Waiting[],
): Promise<TeamRow[]> {
  const now = context.scope.app.now()
  const [open, closed] = [
    teams.filter((team) => isOpen(now, hoursOf(team))),
    teams.filter((team) => !isOpen(now, hoursOf(team))),
  ]
  const isFor = ({ id }: TeamRow, { at }: Waiting) => at.team_id === id
  for (const team of closed) {
    const opens = opensAt(now, hoursOf(team))
    if (opens && waiting.some((one) => isFor(team, one))) scheduleJob(context, workSpread, team.id, {}, opens)
  }
  for (const one of waiting)
    if (one.at.is_told_closed && open.some((team) => isFor(team, one)))
      await tellOpen(context, one.conversation.id)
  return open
}

/** Tells the owner of a waiting conversation, in the name of its agent, that the team is open again. */
async function tellOpen(context: CommandContext, id: string): Promise<void> {
  const { tx } = context
  const conversation = await lockConversation(tx, id)
  if (conversation?.assignee_kind !== 'queue' || conversation.agent_id === null) return
  const agent = await findAgent(tx, conversation.agent_id)
  await noteToldOpen(tx, id)
  if (!agent) return
  const said = (await newestMessages(tx, id, 20)).find(({ author_id }) => author_id === conversation.owner_id)
  sayAs(
    context,
    conversation,
    { kind: 'agent', id: agent.id, name: agent.name },
    openLine(said ? textOf(partsOf(said)) : ''),
  )
}
