import type { AutoAssignment } from '#contract/shapes/team.ts'
import { type ConversationRow, findAssigned, lockConversation } from '#features/conversations/index.ts'
import {
  changeAssignee,
  countOpenAssigned,
  type InboxStateRow,
  findInboxStates,
  findWhoIsThere,
  theMember,
} from '#features/inbox/handoff/index.ts'
import { findContact, findOperators } from '#features/people/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { findAgentTeam } from '../agent-team-store.ts'
import { findTeamMembers, type TeamMemberRow } from '../team-member-store.ts'
import { countTurn, type TeamRow } from '../team-store.ts'
import { canDo, neededSkills } from './needed-skills.ts'
import { openTeams } from './open-teams.ts'
import { pickMember } from './pick-member.ts'
import { workSpread } from '../job-kinds.ts'
import { findTeamConversations, type TeamConversationRow } from '../team-conversation-store.ts'

const LOOKED_AT_MAX = 500
const GIVEN_MAX = 20

/** A conversation that waits for a member of a team. */
interface Waiting {
  readonly conversation: ConversationRow
  readonly team: TeamRow
  readonly at: TeamConversationRow
  readonly state: InboxStateRow | undefined
}

/**
 * Assigns waiting conversations to team members who are online, have the required skills and have capacity; urgent ones
 * first, then the longest waiting. The teams are locked, so nobody else fills the same slot; a few at a time, to keep
 * the lock short.
 */
export async function assignWaiting(context: CommandContext, teams: readonly TeamRow[]): Promise<void> {
  const { tx, scope, enqueue } = context
  const waiting = await findWaiting(context, teams)
  if (waiting.length === 0) return
  const [members, there, operators] = await Promise.all([
    findTeamMembers(tx),
    findWhoIsThere(tx, scope),
    findOperators(tx),
  ])
  const names = new Map(operators.map(({ id, name }) => [id, name]))
  const able = members.filter(({ member_id }) => there.has(member_id) && names.has(member_id))
  if (able.length === 0) return
  const loads = await countOpenAssigned(tx, [...new Set(able.map(({ member_id }) => member_id))])
  let given = 0
  for (const one of waiting) {
    const member = await choose(context, one, { members, able, loads })
    if (!member || !(await giveTo(context, one, member))) continue
    member.last_turn = one.team.turn_count += 1
    loads.set(member.member_id, (loads.get(member.member_id) ?? 0) + 1)
    given += 1
    if (given === GIVEN_MAX) return enqueue(workSpread, {})
  }
}

const ranks: readonly string[] = ['urgent', 'high', 'medium', 'low']
const rankOf = (state: InboxStateRow | undefined) => {
  const rank = ranks.indexOf(state?.priority ?? 'none')
  return rank < 0 ? ranks.length : rank
}

/** Conversations that wait in teams with auto-assignment, in the order in which they are assigned. */
async function findWaiting(context: CommandContext, teams: readonly TeamRow[]): Promise<Waiting[]> {
  const { tx } = context
  if (teams.length === 0) return []
  const queue = await findAssigned(tx, { kind: 'queue', memberId: null }, LOOKED_AT_MAX)
  const ids = queue.map(({ id }) => id)
  const [places, states] = await Promise.all([findTeamConversations(tx, ids), findInboxStates(tx, ids)])
  const inTeam = queue.flatMap((conversation) => {
    const at = places.get(conversation.id)
    return at ? [{ conversation, at }] : []
  })
  const open = await openTeams(context, teams, inTeam)
  return inTeam
    .flatMap(({ conversation, at }) => {
      const state = states.get(conversation.id)
      const team = open.find(({ id, auto_assignment }) => id === at.team_id && auto_assignment !== 'by-hand')
      return team && (state?.state ?? 'open') === 'open' ? [{ conversation, team, at, state }] : []
    })
    .sort(
      (a, b) =>
        rankOf(a.state) - rankOf(b.state) || a.at.waiting_since.getTime() - b.at.waiting_since.getTime(),
    )
}

interface Staff {
  /** Everybody in any team. */
  readonly members: readonly TeamMemberRow[]
  /** Those of the team who are online. */
  readonly able: readonly TeamMemberRow[]
  readonly loads: ReadonlyMap<string, number>
}

async function choose(
  { tx, scope }: CommandContext,
  { conversation, team, state }: Waiting,
  { members, able, loads }: Staff,
): Promise<TeamMemberRow | null> {
  const inTeam = members.filter(({ team_id }) => team_id === team.id)
  const hasSkills = inTeam.some(({ skills }) => skills.length > 0)
  const needed = hasSkills
    ? neededSkills(
        {
          skills: (await findAgentTeam(tx, conversation.agent_id)).skills,
          labels: state?.labels ?? [],
          language: (await findContact(tx, scope.tenantId, conversation.owner_id))?.locale ?? null,
        },
        inTeam.map(({ skills }) => skills),
      )
    : []
  const fit = able.filter(({ team_id, skills }) => team_id === team.id && canDo(skills, needed))
  const picked = pickMember(
    team.auto_assignment as AutoAssignment,
    fit.map((member) => ({
      memberId: member.member_id,
      load: loads.get(member.member_id) ?? 0,
      capacity: member.capacity ?? team.capacity,
      lastTurn: member.last_turn,
    })),
  )
  return fit.find(({ member_id }) => member_id === picked?.memberId) ?? null
}

/** Assigns it; returns whether it was still waiting. */
async function giveTo(
  context: CommandContext,
  { conversation: { id }, team }: Waiting,
  { member_id: memberId }: TeamMemberRow,
): Promise<boolean> {
  const conversation = await lockConversation(context.tx, id)
  if (conversation?.assignee_kind !== 'queue') return false
  await changeAssignee(context, conversation, {
    to: theMember(memberId),
    why: 'routed',
    author: { kind: 'system', id: null, name: team.name },
  })
  await countTurn(context.tx, team.id, memberId)
  return true
}
