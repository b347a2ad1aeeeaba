import { useInboxWords } from '../words/inbox/inbox-words.ts'
import type { HandoffReason } from '#contract/shapes/desk.ts'
import type { ReportFigures } from '#contract/shapes/report.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { useSpeech } from '../words/words.tsx'
import { CsvTable } from './csv-table.tsx'
import classes from './reports.module.css'

/** What people gave, and why people were asked for. */
export function ScoresTable({ total }: { total: ReportFigures }) {
  const { locale } = useSpeech()
  const said = useReportsWords()
  const inbox = useInboxWords()
  const line = (key: string, name: string, count: number) => ({
    key,
    name,
    cells: [count.toLocaleString(locale)],
    values: [count],
  })
  const whys = Object.entries(total.handedWhy).sort(([, a], [, b]) => b - a)
  return (
    <div className={classes.pair}>
      {total.ratings.count > 0 && (
        <CsvTable
          title={said.scores}
          hint={said.ratings(total.ratings.count)}
          file="ratings"
          head={[said.figures.satisfaction, said.times]}
          lines={total.ratings.scores
            .map((count, at) => line(String(at), said.score(at + 1), count))
            .toReversed()}
        />
      )}
      {whys.length > 0 && (
        <CsvTable
          title={said.why}
          file="handed-why"
          head={[said.why, said.times]}
          lines={whys.map(([why, count]) => line(why, inbox.why[why as HandoffReason] || why, count))}
        />
      )}
    </div>
  )
}
