import { Skeleton, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Report } from '#contract/shapes/report.ts'
import { report } from '../data/report-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { ChartIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { useMay } from '../shell/me.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { FilterFields } from './filter-fields.tsx'
import { isEmpty, tellable } from './measures.ts'
import { FiguresTable } from './figures-table.tsx'
import { ScoresTable } from './scores-table.tsx'
import { Tiles } from './tiles.tsx'
import { TopicTables } from './topic-tables.tsx'
import { type ReportFilter, useReportFilter } from './use-report-filter.ts'

// The plots weigh more than all the rest of the page.
const FiguresPlot = lazy(async () => ({ default: (await import('./figures-plot.tsx')).FiguresPlot }))

const PLOT_HEIGHT = 260

/** The figures of a period: tiles, a plot of one of them, and tables. */
export function ReportsPage() {
  const said = useReportsWords()
  const filter = useReportFilter()
  const readsAll = useMay()('report:read-all')
  return (
    <Stack gap="lg">
      <FilterFields filter={filter} />
      <Loaded of={useResource(report(filter.query))}>
        {(read) =>
          isEmpty(read.total) ? (
            <Empty icon={ChartIcon} title={said.none} hint={said.noneHint} />
          ) : (
            <>
              <Told read={read} filter={filter} />
              {readsAll && <TopicTables query={filter.topicsQuery} />}
            </>
          )
        }
      </Loaded>
    </Stack>
  )
}

function Told({ read, filter }: { read: Report; filter: ReportFilter }) {
  const said = useReportsWords()
  const names = tellable(read.total)
  const shown = names.includes(filter.measure) ? filter.measure : (names[0] ?? 'handed')
  return (
    <>
      <Tiles read={read} names={names} shown={shown} onShow={filter.setMeasure} />
      <Text size="sm" c="var(--quiet)">
        {said.hints[shown]}
      </Text>
      <Suspense fallback={<Skeleton height={PLOT_HEIGHT} />}>
        <FiguresPlot read={read} by={filter.by} measure={shown} height={PLOT_HEIGHT} />
      </Suspense>
      <FiguresTable read={read} by={filter.by} names={names} />
      <ScoresTable total={read.total} />
    </>
  )
}
