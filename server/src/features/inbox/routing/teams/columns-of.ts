import type { z } from 'zod'
import type { ChangeTeam, TeamHours } from '#contract/shapes/team.ts'
import { invalidInput } from '#kernel/fault.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { isTimeZone } from '#kernel/schedule.ts'
import { storableJson, storableText } from '#kernel/storable.ts'

type Settings = Omit<z.output<typeof ChangeTeam>, 'teamId' | 'name' | 'isDefault' | 'members'>

/** The settings of a team as columns. Throws Fault `invalid_input` for invalid hours. */
export function columnsOf({ timeZone, hours, holidays, closedLine, sla, ...settings }: Settings) {
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw invalidInput('There is no such time zone.', [{ path: 'timeZone', message: 'is not known' }])
  if (hours) refuseUnfitHours(hours)
  const inOrder = holidays?.toSorted((a, b) => a.day.localeCompare(b.day))
  return withoutUndefined({
    auto_assignment: settings.autoAssignment,
    capacity: settings.capacity,
    reassign_after_seconds: settings.reassignAfterSeconds,
    time_zone: timeZone,
    hours: hours && JSON.stringify(hours),
    holidays: inOrder && JSON.stringify(storableJson(inOrder)),
    sla: sla && JSON.stringify(sla),
    closed_line: closedLine && storableText(closedLine),
  })
}

/** Throws Fault `invalid_input` for hours that end before they start, or that overlap. */
function refuseUnfitHours(hours: TeamHours): void {
  for (const [at, day] of hours.entries()) {
    const inOrder = day.toSorted((a, b) => a.from.localeCompare(b.from))
    for (const [index, { from, to }] of inOrder.entries()) {
      const path = `hours.${at}`
      if (from >= to)
        throw invalidInput(
          `${path}: hours must end after they begin; put the hours after midnight on the next day.`,
          [{ path, message: 'ends before it begins' }],
        )
      if (from < (inOrder[index - 1]?.to ?? ''))
        throw invalidInput(`${path}: some hours overlap.`, [{ path, message: 'overlaps with other hours' }])
    }
  }
}
