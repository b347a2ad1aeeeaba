import {
  type ConversationRow,
  findAssigned,
  lockConversation,
  newestMessages,
} from '#features/conversations/index.ts'
import { changeAssignee, findAway, findInboxStates, theQueue } from '#features/inbox/handoff/index.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Reader } from '#platform/database/open.ts'
import type { TeamRow } from '../team-store.ts'
import { memberReassign } from '../job-kinds.ts'
import { findTeamConversations } from '../team-conversation-store.ts'

const ASSIGNED_MAX = 500
const LOOKED_BACK = 50

interface Gone {
  readonly memberId: string
  readonly goneSince: Date
}

/**
 * Returns unanswered conversations of an offline member to the queue: at once if the member is away, otherwise after
 * the time the team allows. Checks again when the next one is due.
 */
export async function reassignFromAbsent(
  context: CommandContext,
  teams: readonly TeamRow[],
  { memberId, goneSince }: Gone,
): Promise<void> {
  const { tx, scope } = context
  const assigned = await findAssigned(tx, { kind: 'member', memberId }, ASSIGNED_MAX)
  const ids = assigned.map(({ id }) => id)
  const [places, states, away] = await Promise.all([
    findTeamConversations(tx, ids),
    findInboxStates(tx, ids),
    findAway(tx),
  ])
  const dues: number[] = []
  for (const { id } of assigned) {
    const team = teams.find((one) => one.id === places.get(id)?.team_id)
    if (!team || (states.get(id)?.state ?? 'open') !== 'open' || team.reassign_after_seconds === null)
      continue
    const due = away.has(memberId) ? 0 : goneSince.getTime() + team.reassign_after_seconds * 1_000
    if (due > scope.app.now().getTime()) dues.push(due)
    else await giveBack(context, id, memberId, team)
  }
  if (dues.length > 0)
    scheduleJob(
      context,
      memberReassign,
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
  if (conversation?.assignee_id !== memberId || !(await isUnanswered(context.tx, conversation))) return
  await changeAssignee(context, conversation, {
    to: theQueue,
    why: 'reassigned',
    author: { kind: 'system', id: null, name },
  })
}

/** Whether its owner waits for an answer: no member has written since. */
async function isUnanswered(tx: Reader, { id, owner_id }: ConversationRow): Promise<boolean> {
  const newest = await newestMessages(tx, id, LOOKED_BACK)
  const last = newest.find(
    ({ author_kind, author_id, role }) =>
      author_id === owner_id || (author_kind === 'member' && role === 'assistant'),
  )
  return last?.author_id === owner_id
}
