import type { EmbeddedFigures } from './measure-embedded.ts'
import type { PostgresFigures } from './measure-postgres.ts'
import type { Target } from './target.ts'
import { median } from './statistics.ts'

/** One line of the table: all rounds of Parley and of the relay, and the goal. */
export interface Line {
  readonly what: string
  readonly parley: readonly number[]
  readonly relay: readonly number[]
  /** Digits behind the point. */
  readonly digits: number
  readonly goal?: { readonly text: string; isMet(parley: number, ratio: number): boolean }
}

const MEGABYTE = 1_000_000
const atMost = (limit: number, text: string) => ({ text, isMet: (parley: number) => parley <= limit })

const atMostTimes = (limit: number) => ({
  text: `≤ ${limit} × the relay's`,
  isMet: (_: number, ratio: number) => ratio <= limit,
})

export function linesOnPostgres(figures: PostgresFigures): Line[] {
  const pair = linesOf(figures, 'pair').map(({ what, parley, relay, digits }) => ({
    what: `two processes: ${what}`,
    parley,
    relay,
    digits,
  }))
  return [...linesOf(figures, 'parley'), ...(figures.closed.pair.length > 0 ? pair : [])]
}

function linesOf({ closed, paced }: PostgresFigures, name: 'parley' | 'pair'): Line[] {
  const both = <F>(figures: Record<Target['name'], F[]>, of: (figure: F) => number) => ({
    parley: figures[name].map(of),
    relay: figures.relay.map(of),
  })
  return [
    {
      what: 'turns/s, 16 people, 64 tokens',
      ...both(closed, ({ turnsPerSecond }) => turnsPerSecond),
      digits: 0,
      goal: { text: '≥ 50 % of the relay', isMet: (_, ratio) => ratio >= 0.5 },
    },
    {
      what: 'CPU s per 1,000 turns, database included',
      ...both(closed, ({ cpuSecondsPer1000Turns }) => cpuSecondsPer1000Turns),
      digits: 2,
      goal: atMost(2, '≤ 2.0 s'),
    },
    {
      what: 'added to the first token, p50 ms, 5 turns/s',
      ...both(paced, ({ p50Ms }) => p50Ms),
      digits: 1,
      goal: atMostTimes(1.5),
    },
    {
      what: 'added to the first token, p95 ms, 5 turns/s',
      ...both(paced, ({ p95Ms }) => p95Ms),
      digits: 1,
      goal: atMostTimes(1.7),
    },
  ]
}

export function linesOnEmbedded({ parley, relay }: EmbeddedFigures): Line[] {
  const one = (what: string, digits: number, of: (figures: typeof parley) => number): Line => ({
    what: `embedded: ${what}`,
    parley: [of(parley)],
    relay: [of(relay)],
    digits,
  })
  return [
    {
      what: 'embedded: first start to ready, ms',
      parley: parley.firstStartMs,
      relay: relay.warmStartMs,
      digits: 0,
      goal: atMost(3_000, '≤ 3 s'),
    },
    {
      what: 'embedded: warm start to ready, ms',
      parley: parley.warmStartMs,
      relay: relay.warmStartMs,
      digits: 0,
      goal: atMost(1_200, '≤ 1.2 s'),
    },
    { ...one('memory idle, MB', 0, ({ idleBytes }) => idleBytes / MEGABYTE), goal: atMost(210, '≤ 210 MB') },
    one('memory after load, MB', 0, ({ loadedBytes }) => loadedBytes / MEGABYTE),
    one('cores busy while idle', 3, ({ idleCores }) => idleCores),
    one('turns/s, 16 people (relay keeps nothing on disk)', 0, ({ load }) => load.turnsPerSecond),
    one('CPU s per 1,000 turns', 2, ({ load }) => load.cpuSecondsPer1000Turns),
  ]
}

const HEAD = ['', 'Parley', 'relay', 'Parley / relay', 'goal', '']

/** The table, as text: medians, with the smallest and largest round where there were several. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [HEAD, ...lines.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)))
  const pad = (cell: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - [...cell].length)
    return column === 0 || column >= 4 ? `${cell}${space}` : `${space}${cell}`
  }
  const [head = '', ...body] = rows.map((row) => row.map(pad).join('  ').trimEnd())
  return [head, '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)), ...body].join('\n')
}

function cellsOf({ what, parley, relay, digits, goal }: Line): string[] {
  const value = median(parley)
  const ratio = value / median(relay)
  const verdict = goal && !Number.isNaN(value) ? (goal.isMet(value, ratio) ? 'met' : 'MISSED') : ''
  return [what, spread(parley, digits), spread(relay, digits), ratioText(ratio), goal?.text ?? '', verdict]
}

const number = (value: number, digits: number) => (Number.isFinite(value) ? value.toFixed(digits) : '–')

function spread(values: readonly number[], digits: number): string {
  const middle = number(median(values), digits)
  if (values.length < 2) return middle
  return `${middle} [${number(Math.min(...values), digits)}–${number(Math.max(...values), digits)}]`
}

const ratioText = (ratio: number) =>
  Number.isFinite(ratio) ? (ratio < 1 ? `${(ratio * 100).toFixed(0)} %` : `${ratio.toFixed(1)} ×`) : '–'
