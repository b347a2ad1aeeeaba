import { Group, Text } from '@mantine/core'
import type { TestRun } from '#contract/shapes/proof.ts'
import { useSpeech } from '../../words/words.tsx'
import classes from './proof.module.css'
import { useProofWords } from '../../words/proof/proof-words.ts'

const WIDTH = 420
const HEIGHT = 200
const LEFT = 40
const EDGE = 10

const figures = ['recall', 'support'] as const

interface TestRunPlotProps {
  /** Those that measured something, the newest first. */
  runs: readonly TestRun[]
  gate: number | null
}

/** How a source did from run to run. The table beside it says the same in numbers. */
export function TestRunPlot({ runs, gate }: TestRunPlotProps) {
  const { locale } = useSpeech()
  const { proof } = useProofWords()
  const ended = runs.toReversed()
  const last = ended.at(-1)
  const x = (at: number) => LEFT + (ended.length < 2 ? 0.5 : at / (ended.length - 1)) * (WIDTH - LEFT - EDGE)
  const y = (value: number) => EDGE + (1 - value) * (HEIGHT - 2 * EDGE)
  const share = (value: number | null) =>
    value === null ? '–' : value.toLocaleString(locale, { style: 'percent' })
  return (
    <figure className={classes.plot}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={proof.plot}>
        {[0, 0.5, 1].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} className={classes.plot_line} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" className={classes.plot_mark}>
              {share(value)}
            </text>
          </g>
        ))}
        {gate !== null && (
          <line x1={LEFT} x2={WIDTH} y1={y(gate)} y2={y(gate)} className={classes.plot_gate}>
            <title>{`${proof.gate}: ${share(gate)}`}</title>
          </line>
        )}
        {figures.map((figure) => {
          const points = ended.flatMap((run, at) => {
            const value = run[figure]
            return value === null ? [] : [{ id: run.id, at: x(at), value: y(value) }]
          })
          return (
            <g key={figure} data-figure={figure}>
              <polyline points={points.map(({ at, value }) => `${at},${value}`).join(' ')} />
              {points.map(({ id, at, value }) => (
                <circle key={id} cx={at} cy={value} r={3.5} />
              ))}
            </g>
          )
        })}
      </svg>
      <Group component="figcaption" gap="md">
        {figures.map((figure) => (
          <Text key={figure} size="sm" fw={600} className={classes.plot_name} data-figure={figure}>
            {figure === 'recall' ? proof.found : proof.supported} {share(last?.[figure] ?? null)}
          </Text>
        ))}
      </Group>
    </figure>
  )
}
