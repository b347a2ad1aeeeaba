import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useReducedMotion } from '@mantine/hooks'
import type { ReadReport, Report } from '#contract/shapes/report.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { useSpeech } from '../words/words.tsx'
import { lineName } from './line-name.ts'
import { type MeasureName, measures, written } from './measures.ts'

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
  const { locale } = useSpeech()
  const said = useReportsWords()
  const isStill = useReducedMotion()
  const { kind, of } = measures[measure]
  const name = said.figures[measure]
  return (
    <div role="img" aria-label={said.plotOf(name, said.lineOf[by])}>
      <BarChart
        h={height}
        data={read.items.map((line) => ({ line: lineName(line, by, locale, said), [name]: of(line) }))}
        dataKey="line"
        series={[{ name, color: 'harbour.6' }]}
        valueFormatter={(value) => written(kind, value, locale, said)}
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
