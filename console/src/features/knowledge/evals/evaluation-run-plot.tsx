import { Group, Text } from '@mantine/core'
import type { EvaluationRun } from '#contract/shapes/evals.ts'
import { useLocale } from '../../../messages/messages.tsx'
import classes from './evals.module.css'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

const WIDTH = 420
const HEIGHT = 200
const LEFT = 40
const EDGE = 10

const figures = ['recall', 'support'] as const

interface EvaluationRunPlotProps {
  /** Those that measured something, the newest first. */
  runs: readonly EvaluationRun[]
  qualityGate: number | null
}

/** How a knowledge base did from run to run. The table beside it says the same in numbers. */
export function EvaluationRunPlot({ runs, qualityGate }: EvaluationRunPlotProps) {
  const { locale } = useLocale()
  const { evals } = useEvalsMessages()
  const ended = runs.toReversed()
  const last = ended.at(-1)
  const x = (at: number) => LEFT + (ended.length < 2 ? 0.5 : at / (ended.length - 1)) * (WIDTH - LEFT - EDGE)
  const y = (value: number) => EDGE + (1 - value) * (HEIGHT - 2 * EDGE)
  const share = (value: number | null) =>
    value === null ? '–' : value.toLocaleString(locale, { style: 'percent' })
  return (
    <figure className={classes.plot}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={evals.plot}>
        {[0, 0.5, 1].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} className={classes.plot_line} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" className={classes.plot_mark}>
              {share(value)}
            </text>
          </g>
        ))}
        {qualityGate !== null && (
          <line
            x1={LEFT}
            x2={WIDTH}
            y1={y(qualityGate)}
            y2={y(qualityGate)}
            className={classes.plot_quality_gate}
          >
            <title>{`${evals.qualityGate}: ${share(qualityGate)}`}</title>
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
            {figure === 'recall' ? evals.found : evals.supported} {share(last?.[figure] ?? null)}
          </Text>
        ))}
      </Group>
    </figure>
  )
}
