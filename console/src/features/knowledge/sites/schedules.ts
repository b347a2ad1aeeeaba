/** Schedules that have a name; any other is one's own. */
export const crons = {
  daily: '0 3 * * *',
  weekly: '0 3 * * 1',
  monthly: '0 3 1 * *',
} as const

export type ScheduleName = 'never' | keyof typeof crons | 'own'

/** What a schedule is called. */
export const nameOf = (schedule: string | null): ScheduleName => {
  if (schedule === null) return 'never'
  const known = Object.entries(crons).find(([, cron]) => cron === schedule)
  return known ? (known[0] as keyof typeof crons) : 'own'
}
