import { Skeleton, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Report } from '#contract/shapes/report.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ChartIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useMay } from '../../data/me.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { FilterFields } from './filter-fields.tsx'
import { isEmpty, availableMeasures } from './measures.ts'
import { FiguresTable } from './figures-table.tsx'
import { ScoresTable } from './scores-table.tsx'
import { MetricTiles } from './metric-tiles.tsx'
import { TopicTables } from './topic-tables.tsx'
import { type ReportFilter, useReportFilter } from './use-report-filter.ts'

// The plots weigh more than all the rest of the page.
const FiguresPlot = lazy(async () => ({ default: (await import('./figures-plot.tsx')).FiguresPlot }))

const PLOT_HEIGHT = 260

/** The figures of a period: tiles, a plot of one of them, and tables. */
export function ReportsPage() {
  const t = useReportsMessages()
  const filter = useReportFilter()
  const readsAll = useMay()('report:read-all')
  return (
    <Stack gap="lg">
      <FilterFields filter={filter} />
      <ResourceView of={useResource(resource('reports.read', filter.query))}>
        {(read) =>
          isEmpty(read.total) ? (
            <EmptyState icon={ChartIcon} title={t.none} hint={t.noneHint} />
          ) : (
            <>
              <Told read={read} filter={filter} />
              {readsAll && <TopicTables query={filter.topicsQuery} />}
            </>
          )
        }
      </ResourceView>
    </Stack>
  )
}

function Told({ read, filter }: { read: Report; filter: ReportFilter }) {
  const t = useReportsMessages()
  const names = availableMeasures(read.total)
  const shown = names.includes(filter.measure) ? filter.measure : (names[0] ?? 'handed')
  return (
    <>
      <MetricTiles read={read} names={names} shown={shown} onShow={filter.setMeasure} />
      <Text size="sm" c="var(--quiet)">
        {t.hints[shown]}
      </Text>
      <Suspense fallback={<Skeleton height={PLOT_HEIGHT} />}>
        <FiguresPlot read={read} by={filter.by} measure={shown} height={PLOT_HEIGHT} />
      </Suspense>
      <FiguresTable read={read} by={filter.by} names={names} />
      <ScoresTable total={read.total} />
    </>
  )
}
