import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import type { HandoffReason } from '#contract/shapes/inbox.ts'
import type { ReportFigures } from '#contract/shapes/report.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { CsvTable } from './csv-table.tsx'
import classes from './reports.module.css'

/** What people gave, and why people were asked for. */
export function ScoresTable({ total }: { total: ReportFigures }) {
  const { locale } = useLocale()
  const t = useReportsMessages()
  const tInbox = useInboxMessages()
  const line = (key: string, name: string, count: number) => ({
    key,
    name,
    cells: [count.toLocaleString(locale)],
    values: [count],
  })
  const whys = Object.entries(total.handedWhy).sort(([, a], [, b]) => b - a)
  return (
    <div className={classes.pair}>
      {total.csatRatings.count > 0 && (
        <CsvTable
          title={t.scores}
          hint={t.csatRatings(total.csatRatings.count)}
          file="csatRatings"
          head={[t.figures.satisfaction, t.times]}
          lines={total.csatRatings.scores
            .map((count, at) => line(String(at), t.score(at + 1), count))
            .toReversed()}
        />
      )}
      {whys.length > 0 && (
        <CsvTable
          title={t.why}
          file="handed-why"
          head={[t.why, t.times]}
          lines={whys.map(([why, count]) => line(why, tInbox.why[why as HandoffReason] || why, count))}
        />
      )}
    </div>
  )
}
