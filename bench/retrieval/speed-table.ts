import { median } from '../statistics.ts'
import type { Speed, Times } from './measure-speed.ts'

const GOALS = {
  embedded: { words: 70, both: 90 },
  PostgreSQL: { words: 40, both: 90 },
} as const
const INDEXED_GOAL = 500

const ms = (values: readonly number[]): string =>
  `${median(values).toFixed(1)} [${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}]`

const times = (mine: readonly number[], raw: readonly number[]): string =>
  `${(median(mine) / median(raw)).toFixed(1)} ×`

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`

const search = (name: string, mine: Times, raw: Times, roundTrip: Times, goal: number): string[] => [
  row(
    `${name}, p50 ms`,
    ms(mine.p50),
    ms(raw.p50),
    times(mine.p50, raw.p50),
    times(mine.p50, roundTrip.p50),
    '',
  ),
  row(
    `${name}, p95 ms`,
    ms(mine.p95),
    ms(raw.p95),
    times(mine.p95, raw.p95),
    times(mine.p95, roundTrip.p50),
    `≤ ${goal}`,
  ),
]

/** The figures beside those of the raw search: medians of the rounds, with minimum and maximum. */
export function speedTable(database: keyof typeof GOALS, speed: Speed): string {
  const { words, both } = GOALS[database]
  const { roundTrip } = speed
  const alone = (name: string, values: readonly number[]) =>
    row(name, ms(values), '', '', times(values, roundTrip.p50), '')
  return [
    `${database}: ${speed.passages} passages in one tenant beside ${speed.smallTenants} small ones`,
    '',
    row('', 'Parley', 'raw, in memory', 'ratio', 'in round trips', 'goal'),
    row('---', '---', '---', '---', '---', '---'),
    row(
      'indexed, passages/s',
      speed.indexedPerSecond.toFixed(0),
      speed.rawIndexedPerSecond.toFixed(0),
      `1 / ${(speed.rawIndexedPerSecond / speed.indexedPerSecond).toFixed(1)}`,
      '',
      `≥ ${INDEXED_GOAL}`,
    ),
    row('given vectors, passages/s', speed.embeddedPerSecond.toFixed(0), '', '', '', ''),
    ...search('by words', speed.byWords, speed.rawByWords, roundTrip, words),
    ...search('by words and meaning', speed.byBoth, speed.rawByBoth, roundTrip, both),
    alone('by a word that all have, p95 ms', speed.byCommon.p95),
    alone('a small tenant by both, p95 ms', speed.small.p95),
    alone('one row of the database, p50 ms', roundTrip.p50),
    row('least found of 10 in a small tenant', speed.leastInSmall.join(' by words, '), '', '', '', '10, 10'),
  ].join('\n')
}
