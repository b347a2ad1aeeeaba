import type { ReadReport, Report, ReportFigures } from '#contract/shapes/report.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { CsvTable } from './csv-table.tsx'
import { lineName } from './line-name.ts'
import { type MeasureName, measures, formatMeasure } from './measures.ts'

interface FiguresTableProps {
  read: Report
  by: ReadReport['by']
  names: readonly MeasureName[]
}

/** All figures, one line each of what they are told of. */
export function FiguresTable({ read, by, names }: FiguresTableProps) {
  const { locale } = useLocale()
  const t = useReportsMessages()
  const isOfTime = by !== 'agent' && by !== 'member'
  const lineOf = (key: string, name: string, figures: ReportFigures) => ({
    key,
    name,
    cells: names.map((one) => formatMeasure(measures[one].kind, measures[one].of(figures), locale, t)),
    values: names.map((one) => measures[one].of(figures)),
  })
  const lines = read.items.map((line) =>
    lineOf(line.key, isOfTime ? line.key : lineName(line, by, locale, t), line),
  )
  return (
    <CsvTable
      title={`${t.title} · ${t.lineOf[by]}`}
      file={`report-by-${by}`}
      head={[t.lineOf[by], ...names.map((name) => t.figures[name])]}
      lines={isOfTime ? lines.toReversed() : lines}
      total={lineOf('', 'Σ', read.total)}
    />
  )
}
