import { ReadReport, Report, type ReportLine } from '#contract/shapes/report.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { findPeopleNames } from '#features/people/index.ts'
import { findIdsInTeam, requireTeam } from '#features/inbox/routing/index.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import type { Reader } from '#platform/database/open.ts'
import { countFigures, type Counted, isOfMembers } from './count-figures.ts'
import { noFigures } from './figures.ts'
import { daysBefore, stretchesOf } from './stretches.ts'

const QUIET_MS = 86_400_000
const LINES_MAX = 100

/** Reports how conversations went in a period: how many, who answered, how fast, and how well. */
export const readReport = query({
  name: 'report.read',
  permission: 'report:read',
  input: ReadReport,
  output: Report,
  async run({ tx, scope }, asked) {
    const { by, agentId } = asked
    const memberIds = await whose(tx, scope, asked)
    if (agentId !== undefined && !(await findAgentNames(tx, [agentId])).has(agentId)) throw notFound('agent')
    const isOfTime = by === 'day' || by === 'week' || by === 'month'
    const { names, starts } = stretchesOf(isOfTime ? by : 'day', asked)
    const quietSince = new Date(scope.app.now().getTime() - QUIET_MS)
    const counting = { by, agentId, memberIds, quietSince }
    const counted = await countFigures(tx, { ...counting, starts })
    const before = await countFigures(tx, {
      ...counting,
      starts: stretchesOf('day', daysBefore(asked)).starts,
    })
    const blank = noFigures(isOfMembers(counting))
    const items = isOfTime
      ? names.map((name, at) => ({ key: name, name, ...(counted.lines.get(String(at + 1)) ?? blank) }))
      : await named(tx, by, counted)
    return { total: counted.total, before: before.total, items }
  },
})

/** Whose work is counted; undefined for everybody's. Members who may not read all reports read their own. */
async function whose(
  tx: Reader,
  { actor }: Scope,
  { memberId, teamId }: Pick<ReadReport, 'memberId' | 'teamId'>,
): Promise<string[] | undefined> {
  if (memberId !== undefined && !(await findPeopleNames(tx, [memberId])).has(memberId))
    throw notFound('member')
  if (teamId !== undefined) await requireTeam(tx, teamId)
  if (!actor.permissions.has('report:read-all')) {
    if (teamId !== undefined || (memberId !== undefined && memberId !== actor.id))
      throw forbidden('You can only read your own figures.')
    return actor.id === null ? [] : [actor.id]
  }
  if (teamId === undefined) return memberId === undefined ? undefined : [memberId]
  const ids = await findIdsInTeam(tx, teamId)
  return memberId === undefined ? ids : ids.filter((id) => id === memberId)
}

async function named(tx: Reader, by: 'agent' | 'member', { lines }: Counted): Promise<ReportLine[]> {
  const ids = [...lines.keys()].filter((id) => id !== '')
  const names = await (by === 'agent' ? findAgentNames(tx, ids) : findPeopleNames(tx, ids))
  return [...lines]
    .map(([key, figures]) => ({ key, name: names.get(key) ?? '', ...figures }))
    .sort((a, b) => a.name.localeCompare(b.name) || a.key.localeCompare(b.key))
    .slice(0, LINES_MAX)
}
