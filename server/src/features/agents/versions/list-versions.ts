import { AgentVersionPage, ListVersions } from '#contract/shapes/agent-version.ts'
import { byCount, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { requireAgent } from '../agent-store.ts'
import { authorNames, listVersionRows, toVersion } from '../version-store.ts'

/** Lists what an agent was and is, the newest version first. */
export const listVersions = query({
  name: 'agent-version.list',
  permission: 'agent:write',
  input: ListVersions,
  output: AgentVersionPage,
  async run({ tx, scope }, { agentId, limit, after }) {
    await requireAgent(tx, scope, agentId)
    const cursor = readCursor(after, byCount)
    const rows = await listVersionRows(tx, agentId, cursor && Number(cursor.at), limit + 1)
    const names = await authorNames(tx, rows)
    return pageFrom(
      rows,
      limit,
      (row) => toVersion(row, names),
      (row) => ({ at: String(row.number), id: agentId }),
    )
  },
})
