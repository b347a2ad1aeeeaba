import type { Holiday, TeamHours } from '#contract/shapes/team.ts'
import type { TeamRow } from '../team-store.ts'
import type { OpenHours } from './open-hours.ts'

/** When a team is open. */
export const hoursOf = ({
  time_zone,
  hours,
  holidays,
}: Pick<TeamRow, 'time_zone' | 'hours' | 'holidays'>): OpenHours => ({
  timeZone: time_zone,
  hours: hours as TeamHours | null,
  holidays: (holidays as Holiday[]).map(({ day }) => day),
})
