/** The periods that can be chosen, in days. */
export const periods = [30, 7, 90, 365] as const

/** The day so many days ago, here: `2026-01-31`. */
export function dayOf(daysAgo: number): string {
  const day = new Date()
  day.setDate(day.getDate() - daysAgo)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
