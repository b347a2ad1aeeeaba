const HOUR_MS = 3_600_000
const MORNING = 9
const MONDAY = 1

export const inThreeHours = (now: Date): Date => new Date(now.getTime() + 3 * HOUR_MS)

/** The morning so many days after, by the clock of whoever looks. */
const morningAfter = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING)

export const tomorrow = (now: Date): Date => morningAfter(now, 1)

/** The next Monday that is not today. */
export const nextMonday = (now: Date): Date => morningAfter(now, ((MONDAY - now.getDay() + 6) % 7) + 1)
