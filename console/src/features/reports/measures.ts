import type { ReportFigures, ReportTimes } from '#contract/shapes/report.ts'
import type { ReportsMessages } from '../../messages/reports/en.ts'

export type MeasureName = keyof ReportsMessages['figures']

/** How a value is written, and whether it is better when there is more of it; undefined where neither is. */
interface Measure {
  readonly kind: 'count' | 'share' | 'seconds' | 'score'
  readonly isBetter?: 'more' | 'less'
  readonly of: (figures: ReportFigures) => number | null
}

const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole
const median = (times: ReportTimes | null): number | null => times?.medianSeconds ?? null

/** What can be told and plotted, in the order of the tiles. */
export const measures: Record<MeasureName, Measure> = {
  opened: { kind: 'count', of: ({ opened }) => opened },
  aiRate: {
    kind: 'share',
    isBetter: 'more',
    of: ({ settledByAgents, settled }) => shareOf(settledByAgents, settled),
  },
  satisfaction: { kind: 'score', isBetter: 'more', of: ({ csatRatings }) => csatRatings.average },
  handed: { kind: 'count', of: ({ handed }) => handed },
  agentFirst: { kind: 'seconds', isBetter: 'less', of: ({ agentFirst }) => median(agentFirst) },
  personFirst: { kind: 'seconds', isBetter: 'less', of: ({ personFirst }) => median(personFirst) },
  waited: { kind: 'seconds', isBetter: 'less', of: ({ waited }) => median(waited) },
  handled: { kind: 'seconds', isBetter: 'less', of: ({ handled }) => median(handled) },
  resolved: { kind: 'count', of: ({ resolved }) => resolved },
  reopened: { kind: 'count', isBetter: 'less', of: ({ reopened }) => reopened },
  slaTargets: {
    kind: 'share',
    isBetter: 'more',
    of: ({ slaTargets }) => slaTargets && shareOf(slaTargets.met, slaTargets.met + slaTargets.breached),
  },
  ownerMessages: { kind: 'count', of: ({ ownerMessages }) => ownerMessages },
  agentMessages: { kind: 'count', of: ({ agentMessages }) => agentMessages },
  memberMessages: { kind: 'count', of: ({ memberMessages }) => memberMessages },
}
export const measureNames = Object.keys(measures) as MeasureName[]

/** Which of them can be told of these figures at all: of members, what is nobody's work cannot. */
export const availableMeasures = ({ opened }: ReportFigures): MeasureName[] =>
  opened !== null
    ? measureNames
    : ['satisfaction', 'handed', 'personFirst', 'waited', 'handled', 'resolved', 'memberMessages']

/** Whether anything happened. */
export const isEmpty = (figures: ReportFigures): boolean =>
  measureNames.every((name) => (measures[name].of(figures) ?? 0) === 0)

/** A value in words of its kind. */
export function formatMeasure(
  kind: Measure['kind'],
  value: number | null,
  locale: string,
  t: Pick<ReportsMessages, 'seconds' | 'minutes' | 'hours'>,
): string {
  if (value === null) return '–'
  const plain = (number: number, digits = 1) =>
    number.toLocaleString(locale, { maximumFractionDigits: digits })
  if (kind === 'share') return value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
  if (kind === 'score') return plain(value, 2)
  if (kind === 'count') return plain(value)
  if (value < 90) return t.seconds(plain(value))
  return value < 5_400 ? t.minutes(plain(value / 60)) : t.hours(plain(value / 3_600))
}
