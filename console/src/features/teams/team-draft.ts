import type { Holiday, Team, TeamHours, TeamSla } from '#contract/shapes/team.ts'

/** What is being set of a team and not saved yet. */
export type TeamDraft = Pick<
  Team,
  | 'name'
  | 'autoAssignment'
  | 'capacity'
  | 'reassignAfterSeconds'
  | 'timeZone'
  | 'hours'
  | 'holidays'
  | 'closedLine'
  | 'sla'
  | 'members'
>
export type PutDraft = (change: Partial<TeamDraft>) => void

export const draftOf = (team: Team): TeamDraft => ({
  name: team.name,
  autoAssignment: team.autoAssignment,
  capacity: team.capacity,
  reassignAfterSeconds: team.reassignAfterSeconds,
  timeZone: team.timeZone,
  hours: team.hours,
  holidays: team.holidays,
  closedLine: team.closedLine,
  sla: team.sla,
  members: team.members,
})

/** What is sent of it: names belong to the members, and empty holidays are none. */
export const toSend = ({ members, holidays, ...draft }: TeamDraft) => ({
  ...draft,
  name: draft.name.trim(),
  closedLine: draft.closedLine?.trim() || null,
  holidays: holidays.filter(({ day }: Holiday) => day !== ''),
  members: members.map(({ memberId, skills, capacity }) => ({ memberId, skills, capacity })),
})

const nine = { from: '09:00', to: '17:00' }

/** What is offered when hours are switched on: Monday to Friday, nine to five. */
export const usualHours: TeamHours = [[nine], [nine], [nine], [nine], [nine], [], []]

/** What is offered when SLA targets are switched on. */
export const usualSla: TeamSla = {
  firstReplyMinutes: 15,
  nextReplyMinutes: 30,
  resolutionMinutes: null,
  counts: 'open-hours',
  warnMinutes: 5,
}

/** What a number field holds: a whole number, or null where it is empty. */
export const wholeOrNull = (value: string | number): number | null =>
  value === '' || !Number.isFinite(Number(value)) ? null : Math.round(Number(value))
