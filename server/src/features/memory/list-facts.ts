import { FactPage, ListFacts } from '#contract/shapes/fact.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toFact } from './fact.ts'
import { personMeant } from './visible.ts'

/** Lists what agents know of one, the newest first. */
export const listFacts = query({
  name: 'fact.list',
  permission: 'memory:read',
  input: ListFacts,
  output: FactPage,
  async run({ tx, scope }, { limit, after, agentId, search, visitorId }) {
    const person = await personMeant(tx, scope, visitorId)
    const cursor = readCursor(after, byTime)
    let select = tx
      .selectFrom('facts')
      .selectAll()
      .where('person_id', '=', person.id)
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (agentId) select = select.where('agent_id', '=', agentId)
    if (search) select = select.where('text', 'ilike', `%${search.replace(/[\\%_]/g, '\\$&')}%`)
    if (cursor)
      select = select.where((eb) =>
        eb(eb.refTuple('updated_at', 'id'), '<', eb.tuple(new Date(cursor.at), cursor.id)),
      )
    const rows = await select.execute()
    const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
    return pageFrom(
      rows,
      limit,
      (row) => toFact(row, names),
      (row) => ({ at: row.updated_at.toISOString(), id: row.id }),
    )
  },
})
