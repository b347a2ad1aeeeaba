import { sql } from 'kysely'
import { AgentPage, ListAgents } from '#contract/shapes/agent.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { listAgentRows, toAgent } from './agent-store.ts'

/** Lists the tenant's agents, the oldest first. */
export const listAgents = query({
  name: 'agent.list',
  permission: 'agent:read',
  input: ListAgents,
  output: AgentPage,
  async run({ tx, scope }, { limit, after, name }) {
    const cursor = readCursor(after, byTime)
    let select = listAgentRows(tx, scope)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (name !== undefined) select = select.where(sql<boolean>`lower(name) = lower(${name})`)
    if (cursor)
      select = select.where(sql<boolean>`(created_at, id) > (${cursor.at}::timestamptz, ${cursor.id}::uuid)`)
    return pageFrom(
      await select.execute(),
      limit,
      (row) => toAgent(row, scope),
      (row) => ({
        at: row.created_at.toISOString(),
        id: row.id,
      }),
    )
  },
})
