import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useReducedMotion } from '@mantine/hooks'
import type { ReadReport, Report } from '#contract/shapes/report.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { lineName } from './line-name.ts'
import { type MeasureName, measures, formatMeasure } from './measures.ts'

interface FiguresPlotProps {
  read: Report
  by: ReadReport['by']
  measure: MeasureName
  height: number
}

// Pixels; one line alone shall not fill the page.
const BAR_MAX = 56

/** Bars of one figure. Whoever cannot see them reads the table. */
export function FiguresPlot({ read, by, measure, height }: FiguresPlotProps) {
  const { locale } = useLocale()
  const t = useReportsMessages()
  const isStill = useReducedMotion()
  const { kind, of } = measures[measure]
  const name = t.figures[measure]
  return (
    <div role="img" aria-label={t.plotOf(name, t.lineOf[by])}>
      <BarChart
        h={height}
        data={read.items.map((line) => ({ line: lineName(line, by, locale, t), [name]: of(line) }))}
        dataKey="line"
        series={[{ name, color: 'harbour.6' }]}
        valueFormatter={(value) => formatMeasure(kind, value, locale, t)}
        barProps={{ isAnimationActive: !isStill, radius: 3, maxBarSize: BAR_MAX }}
        xAxisProps={{ minTickGap: 24 }}
        yAxisProps={{
          width: 72,
          allowDecimals: kind !== 'count',
          ...(kind === 'share' && { domain: [0, 1] }),
        }}
        tickLine="none"
      />
    </div>
  )
}
