import type { ReadReport, ReportLine } from '#contract/shapes/report.ts'
import type { ReportsMessages } from '../../messages/reports/en.ts'

/** What a line is called: a day as people write it, a name, or that it is nobody's. */
export function lineName(
  { key, name }: ReportLine,
  by: ReadReport['by'],
  locale: string,
  t: Pick<ReportsMessages, 'nobody'>,
): string {
  if (by === 'agent' || by === 'member') return name || t.nobody
  const day = new Date(`${key}T12:00:00`)
  return by === 'month'
    ? day.toLocaleDateString(locale, { month: 'short', year: 'numeric' })
    : day.toLocaleDateString(locale, { day: 'numeric', month: 'short' })
}
