import type { ReadReport } from '#contract/shapes/report.ts'
import { daysOf } from '#features/usage/index.ts'

/** Stretches of time that follow each other. `starts` has one more: when the last one ends. */
export interface Stretches {
  names: string[]
  starts: Date[]
}

type Asked = Pick<ReadReport, 'from' | 'to' | 'timeZone'>

const MONDAY = 1
const DAY_MS = 86_400_000

const begins: Record<'day' | 'week' | 'month', (day: string) => boolean> = {
  day: () => true,
  week: (day) => new Date(day).getUTCDay() === MONDAY,
  month: (day) => day.endsWith('-01'),
}

/** The days, weeks or months of a period; the first one starts with the period, whatever day that is. */
export function stretchesOf(by: 'day' | 'week' | 'month', asked: Asked): Stretches {
  const days = daysOf(asked)
  const kept = days.names.flatMap((name, at) => (at === 0 || begins[by](name) ? [at] : []))
  return {
    names: kept.map((at) => days.names[at] ?? ''),
    starts: [...kept, days.names.length].map((at) => days.starts[at] ?? new Date(0)),
  }
}

/** As many days, those before. */
export function daysBefore({ from, to, timeZone }: Asked): Asked {
  const length = Date.parse(to) - Date.parse(from) + DAY_MS
  const earlier = (day: string) => new Date(Date.parse(day) - length).toISOString().slice(0, 10)
  return { from: earlier(from), to: earlier(to), timeZone }
}
