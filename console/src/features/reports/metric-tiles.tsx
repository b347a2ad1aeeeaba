import { UnstyledButton } from '@mantine/core'
import type { Report } from '#contract/shapes/report.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { type MeasureName, measures, formatMeasure } from './measures.ts'
import classes from './reports.module.css'

interface MetricTilesProps {
  read: Report
  names: readonly MeasureName[]
  shown: MeasureName
  onShow: (name: string) => void
}

/** The figures of the whole period against those of the time before; the one that is pressed is plotted. */
export function MetricTiles({ read, names, shown, onShow }: MetricTilesProps) {
  const { locale } = useLocale()
  const t = useReportsMessages()
  return (
    <ul className={classes.tiles} aria-label={t.show}>
      {names.map((name) => {
        const { kind, of } = measures[name]
        const value = (figures: Report['total']) => formatMeasure(kind, of(figures), locale, t)
        return (
          <li key={name}>
            <UnstyledButton
              className={classes.tile}
              aria-pressed={name === shown}
              title={t.hints[name]}
              onClick={() => onShow(name)}
            >
              <span className={classes.tile_name}>{t.figures[name]}</span>
              <span className={classes.tile_value}>{value(read.total)}</span>
              <Change name={name} read={read} />
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}

/** How much more or less than before, by word and sign; by colour only where one is better. */
function Change({ name, read }: { name: MeasureName; read: Report }) {
  const { locale } = useLocale()
  const t = useReportsMessages()
  const { of, isBetter, kind } = measures[name]
  const [now, before] = [of(read.total), of(read.before)]
  if (now === null || before === null || before === 0)
    return <span className={classes.tile_change}>{t.before(formatMeasure(kind, before, locale, t))}</span>
  const change = now / before - 1
  const share = Math.abs(change).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 })
  const isSame = Math.abs(change) < 0.005
  const isGood = !isSame && isBetter !== undefined && change > 0 === (isBetter === 'more')
  return (
    <span
      className={classes.tile_change}
      data-good={isSame || isBetter === undefined ? undefined : isGood}
      title={t.before(formatMeasure(kind, before, locale, t))}
    >
      {isSame ? t.same : change > 0 ? `↑ ${t.more(share)}` : `↓ ${t.less(share)}`}
    </span>
  )
}
