import type { TeamHours } from '#contract/shapes/team.ts'
import { invalidInput } from '#kernel/fault.ts'

/** Throws Fault `invalid_input` for hours that end before they begin, or of which some are in others. */
export function refuseUnfitHours(hours: TeamHours): void {
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
