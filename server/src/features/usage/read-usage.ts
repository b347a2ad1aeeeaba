import { ReadUsage, Usage, type UsageLine } from '#contract/shapes/usage.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { findPeopleNames } from '#features/people/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import { type Counts, countUsage, nothing } from './count-usage.ts'
import { type Days, daysOf } from './days.ts'

const LINES_MAX = 100

/** Returns the number of answers in a period and their cost: by day, model, agent, person or purpose. */
export const readUsage = query({
  name: 'usage.read',
  permission: 'usage:read',
  input: ReadUsage,
  output: Usage,
  async run({ tx }, { by, agentId, model, ...period }) {
    const days = daysOf(period)
    if (agentId !== undefined && !(await findAgentNames(tx, [agentId])).has(agentId)) throw notFound('agent')
    const limit = by === 'day' ? days.names.length : LINES_MAX
    const { total, lines } = await countUsage(tx, days, { by, agentId, model }, limit)
    return { total, items: by === 'day' ? everyDay(days, lines) : await named(tx, by, lines) }
  },
})

/** Days without usage are listed too. */
const everyDay = ({ names }: Days, lines: Map<string, Counts>): UsageLine[] =>
  names.map((name, at) => ({ key: name, name, ...(lines.get(String(at + 1)) ?? nothing) }))

async function named(
  tx: Reader,
  by: 'model' | 'agent' | 'person' | 'purpose',
  lines: Map<string, Counts>,
): Promise<UsageLine[]> {
  const idOf = (key: string) => (by === 'person' ? (key.split(' ')[1] ?? key) : key)
  const ids = [...lines.keys()].map(idOf).filter((id) => id !== '')
  const names =
    by === 'agent'
      ? await findAgentNames(tx, ids)
      : by === 'person'
        ? await findPeopleNames(tx, ids)
        : new Map(ids.map((id) => [id, id]))
  return [...lines].map(([key, counts]) => ({ key: idOf(key), name: names.get(idOf(key)) ?? '', ...counts }))
}
