import type { ReadReport, Report, ReportFigures } from '#contract/shapes/report.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { useSpeech } from '../words/words.tsx'
import { CsvTable } from './csv-table.tsx'
import { lineName } from './line-name.ts'
import { type MeasureName, measures, written } from './measures.ts'

interface FiguresTableProps {
  read: Report
  by: ReadReport['by']
  names: readonly MeasureName[]
}

/** All figures, one line each of what they are told of. */
export function FiguresTable({ read, by, names }: FiguresTableProps) {
  const { locale } = useSpeech()
  const said = useReportsWords()
  const isOfTime = by !== 'agent' && by !== 'member'
  const lineOf = (key: string, name: string, figures: ReportFigures) => ({
    key,
    name,
    cells: names.map((one) => written(measures[one].kind, measures[one].of(figures), locale, said)),
    values: names.map((one) => measures[one].of(figures)),
  })
  const lines = read.items.map((line) =>
    lineOf(line.key, isOfTime ? line.key : lineName(line, by, locale, said), line),
  )
  return (
    <CsvTable
      title={`${said.title} · ${said.lineOf[by]}`}
      file={`report-by-${by}`}
      head={[said.lineOf[by], ...names.map((name) => said.figures[name])]}
      lines={isOfTime ? lines.toReversed() : lines}
      total={lineOf('', 'Σ', read.total)}
    />
  )
}
