import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useReducedMotion } from '@mantine/hooks'
import type { ReadUsage, UsageLine } from '#contract/shapes/usage.ts'
import { useUsageMessages } from '../../messages/usage/usage-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { lineName } from './line-name.ts'
import { costIn, currenciesOf, type Measure } from './measures.ts'

interface UsagePlotProps {
  items: readonly UsageLine[]
  by: ReadUsage['by']
  measure: Measure
}

const LINES_MAX = 12
// Pixels; one line alone shall not fill the page.
const BAR_MAX = 56
const colours = ['harbour.6', 'orange.6', 'grape.5', 'lime.7', 'pink.6']

/** Bars of one measure. Whoever cannot see them reads the table. */
export function UsagePlot({ items, by, measure }: UsagePlotProps) {
  const { locale } = useLocale()
  const { usage: t } = useUsageMessages()
  const isStill = useReducedMotion()
  const label = (item: UsageLine) =>
    by === 'day'
      ? new Date(`${item.key}T12:00:00`).toLocaleDateString(locale, { day: 'numeric', month: 'short' })
      : lineName(item, by, t)
  const series = seriesOf(items, measure, {
    input: t.input,
    output: t.output,
    replies: t.replies,
    searches: t.searches,
    failures: t.failures,
  })
  const shown = by === 'day' ? items : items.slice(0, LINES_MAX)
  const data = shown.map((item) => ({
    line: label(item),
    ...Object.fromEntries(series.map(({ name, valueOf }) => [name, valueOf(item)])),
  }))
  return (
    <div role="img" aria-label={t.plotOf(t[measure], t[by])}>
      <BarChart
        h={260}
        data={data}
        dataKey="line"
        type="stacked"
        series={series.map(({ name }, at) => ({ name, color: colours[at % colours.length] ?? 'gray' }))}
        withLegend={series.length > 1}
        valueFormatter={(value) => value.toLocaleString(locale, { maximumSignificantDigits: 4 })}
        barProps={{ isAnimationActive: !isStill, radius: 3, maxBarSize: BAR_MAX }}
        xAxisProps={{ minTickGap: 24 }}
        yAxisProps={{ width: 64, allowDecimals: measure === 'cost' }}
        tickLine="none"
      />
    </div>
  )
}

interface Series {
  name: string
  valueOf: (item: UsageLine) => number
}

type Said = Record<'input' | 'output' | 'replies' | 'searches' | 'failures', string>

function seriesOf(items: readonly UsageLine[], measure: Measure, t: Said): Series[] {
  switch (measure) {
    case 'tokens':
      return [
        { name: t.input, valueOf: ({ inputTokens }) => inputTokens },
        { name: t.output, valueOf: ({ outputTokens }) => outputTokens },
      ]
    case 'cost':
      return currenciesOf(items).map((currency) => ({
        name: currency,
        valueOf: (item) => costIn(item, currency),
      }))
    default:
      return [{ name: t[measure], valueOf: (item) => item[measure] }]
  }
}
