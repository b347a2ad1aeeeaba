import type { z } from 'zod'
import type { ReadReport } from '#contract/shapes/report.ts'
import { useFilter } from '../../routing/location.ts'
import { dayOf } from '../usage/period.ts'
import { type MeasureName, measureNames } from './measures.ts'

export const periods = [30, 7, 90, 365] as const
export const groupings: readonly ReadReport['by'][] = ['day', 'week', 'month', 'agent', 'member']

/** What is asked for, as it stands in the address. */
export function useReportFilter() {
  const [days, setDays] = useFilter('days')
  const [grouping, setBy] = useFilter('by')
  const [agentId, setAgentId] = useFilter('agent')
  const [memberId, setMemberId] = useFilter('member')
  const [teamId, setTeamId] = useFilter('team')
  const [plotted, setMeasure] = useFilter('show')
  const count = periods.find((known) => String(known) === days) ?? periods[0]
  const period = {
    from: dayOf(count - 1),
    to: dayOf(0),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
  const by = groupings.find((known) => known === grouping) ?? (count > 90 ? 'month' : 'day')
  const query: z.input<typeof ReadReport> = {
    by,
    ...period,
    ...(agentId && { agentId }),
    ...(memberId && { memberId }),
    ...(teamId && { teamId }),
  }
  return {
    days: count,
    by,
    query,
    topicsQuery: { ...period, ...(agentId && { agentId }) },
    measure: measureNames.find((known) => known === plotted) ?? ('opened' satisfies MeasureName),
    setDays,
    setBy,
    setAgentId,
    setMemberId,
    setTeamId,
    setMeasure,
  }
}

export type ReportFilter = ReturnType<typeof useReportFilter>
