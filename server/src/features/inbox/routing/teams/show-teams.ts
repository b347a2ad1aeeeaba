import type { AutoAssignment, Holiday, Team, TeamHours, TeamSla } from '#contract/shapes/team.ts'
import { findOperators } from '#features/people/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Reader } from '#platform/database/open.ts'
import { hoursOf } from '../hours/hours-of.ts'
import { opensAt } from '../hours/open-hours.ts'
import { findTeamMembers } from '../team-member-store.ts'
import { findTeams, type TeamRow } from '../team-store.ts'

/** All teams as in the contract, the default one first. Members who can no longer answer people are left out. */
export async function showTeams(tx: Reader, now: Date): Promise<Team[]> {
  const [teams, members, operators] = await Promise.all([
    findTeams(tx),
    findTeamMembers(tx),
    findOperators(tx),
  ])
  return teams.map((row) => ({
    id: row.id,
    name: row.name,
    isDefault: row.is_default,
    autoAssignment: row.auto_assignment as AutoAssignment,
    capacity: row.capacity,
    reassignAfterSeconds: row.reassign_after_seconds,
    timeZone: row.time_zone,
    hours: row.hours as TeamHours | null,
    holidays: row.holidays as Holiday[],
    closedLine: row.closed_line,
    ...openingOf(row, now),
    sla: row.sla as TeamSla | null,
    members: operators.flatMap(({ id, name }) =>
      members
        .filter(({ team_id, member_id }) => team_id === row.id && member_id === id)
        .map(({ skills, capacity }) => ({ memberId: id, name, skills, capacity })),
    ),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }))
}

function openingOf(row: TeamRow, now: Date): Pick<Team, 'isOpen' | 'opensAt'> {
  const next = opensAt(now, hoursOf(row))
  const isOpen = next?.getTime() === now.getTime()
  return { isOpen, opensAt: isOpen ? null : (next?.toISOString() ?? null) }
}

/** One of them, or Fault `not_found`. */
export async function showTeam(tx: Reader, now: Date, id: string): Promise<Team> {
  const team = (await showTeams(tx, now)).find((other) => other.id === id)
  if (!team) throw notFound('team')
  return team
}
