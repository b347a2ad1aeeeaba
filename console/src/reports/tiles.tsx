import { UnstyledButton } from '@mantine/core'
import type { Report } from '#contract/shapes/report.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { useSpeech } from '../words/words.tsx'
import { type MeasureName, measures, written } from './measures.ts'
import classes from './reports.module.css'

interface TilesProps {
  read: Report
  names: readonly MeasureName[]
  shown: MeasureName
  onShow: (name: string) => void
}

/** The figures of the whole period against those of the time before; the one that is pressed is plotted. */
export function Tiles({ read, names, shown, onShow }: TilesProps) {
  const { locale } = useSpeech()
  const said = useReportsWords()
  return (
    <ul className={classes.tiles} aria-label={said.show}>
      {names.map((name) => {
        const { kind, of } = measures[name]
        const value = (figures: Report['total']) => written(kind, of(figures), locale, said)
        return (
          <li key={name}>
            <UnstyledButton
              className={classes.tile}
              aria-pressed={name === shown}
              title={said.hints[name]}
              onClick={() => onShow(name)}
            >
              <span className={classes.tile_name}>{said.figures[name]}</span>
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
  const { locale } = useSpeech()
  const said = useReportsWords()
  const { of, isBetter, kind } = measures[name]
  const [now, before] = [of(read.total), of(read.before)]
  if (now === null || before === null || before === 0)
    return <span className={classes.tile_change}>{said.before(written(kind, before, locale, said))}</span>
  const change = now / before - 1
  const share = Math.abs(change).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 })
  const isSame = Math.abs(change) < 0.005
  const isGood = !isSame && isBetter !== undefined && change > 0 === (isBetter === 'more')
  return (
    <span
      className={classes.tile_change}
      data-good={isSame || isBetter === undefined ? undefined : isGood}
      title={said.before(written(kind, before, locale, said))}
    >
      {isSame ? said.same : change > 0 ? `↑ ${said.more(share)}` : `↓ ${said.less(share)}`}
    </span>
  )
}
