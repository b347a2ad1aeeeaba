import {
  type ConversationRow,
  heldAtDesk,
  lockConversation,
  newestMessages,
} from '#features/conversations/index.ts'
import { changeHolder, findAbsent, findDeskStates, theQueue } from '#features/handoff/index.ts'
import { appoint } from '#kernel/appointments.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Reader } from '#platform/database/open.ts'
import type { TeamRow } from '../teams/team-store.ts'
import { memberDrop } from './spread-job.ts'
import { findTeamConversations } from './team-conversation-store.ts'

const HELD_MAX = 500
const LOOKED_BACK = 50

interface Gone {
  readonly memberId: string
  readonly goneSince: Date
}

/**
 * Puts back into the queue what a member who is not at the desk leaves unanswered: at once where they said that they
 * are away, else when they have been gone for as long as the team waits. Looks again when the next of it is due.
 */
export async function dropAbsent(
  context: CommandContext,
  teams: readonly TeamRow[],
  { memberId, goneSince }: Gone,
): Promise<void> {
  const { tx, scope } = context
  const held = await heldAtDesk(tx, { by: 'member', memberId }, HELD_MAX)
  const ids = held.map(({ id }) => id)
  const [places, states, away] = await Promise.all([
    findTeamConversations(tx, ids),
    findDeskStates(tx, ids),
    findAbsent(tx),
  ])
  const dues: number[] = []
  for (const { id } of held) {
    const team = teams.find((one) => one.id === places.get(id)?.team_id)
    if (!team || (states.get(id)?.state ?? 'open') !== 'open' || team.drop_after_seconds === null) continue
    const due = away.has(memberId) ? 0 : goneSince.getTime() + team.drop_after_seconds * 1_000
    if (due > scope.app.now().getTime()) dues.push(due)
    else await giveBack(context, id, memberId, team)
  }
  if (dues.length > 0)
    appoint(
      context,
      memberDrop,
      memberId,
      { memberId, goneSince: goneSince.toISOString() },
      new Date(Math.min(...dues)),
    )
}

async function giveBack(
  context: CommandContext,
  id: string,
  memberId: string,
  { name }: TeamRow,
): Promise<void> {
  const conversation = await lockConversation(context.tx, id)
  if (conversation?.holder_id !== memberId || !(await isUnanswered(context.tx, conversation))) return
  await changeHolder(context, conversation, {
    to: theQueue,
    why: 'dropped',
    author: { kind: 'system', id: null, name },
  })
}

/** Whether its owner waits for an answer: no member has said anything since. */
async function isUnanswered(tx: Reader, { id, owner_id }: ConversationRow): Promise<boolean> {
  const newest = await newestMessages(tx, id, LOOKED_BACK)
  const last = newest.find(
    ({ author_kind, author_id, role }) =>
      author_id === owner_id || (author_kind === 'member' && role === 'assistant'),
  )
  return last?.author_id === owner_id
}
