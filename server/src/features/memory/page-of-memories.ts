import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { Memory, ListMemories } from '#contract/shapes/memory.ts'
import { findAgentNames } from '#features/agents/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import type { Scope } from '#kernel/scope.ts'
import { olderThan } from '#platform/database/older-than.ts'
import { toMemory } from './memory.ts'
import type { Person } from './person.ts'
import { requireKnower, visibleMemories } from './visible.ts'

/** A search reads no more than this; an agent keeps few memories about a person. */
const SEARCHED_MAX = 5_000

const holds = (text: string, search: string): boolean => text.toLowerCase().includes(search.toLowerCase())

/** A page of what agents know of a person, newest first. */
export async function pageOfMemories(
  tx: Reader,
  scope: Scope,
  person: Person,
  { limit, after, agentId, search }: z.output<typeof ListMemories>,
): Promise<Page<Memory>> {
  const cursor = readCursor(after, byTime)
  let select = tx
    .selectFrom('memories')
    .selectAll()
    .where('person_id', '=', person.id)
    .where(visibleMemories(scope))
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(search ? SEARCHED_MAX : limit + 1)
  if (agentId) {
    await requireKnower(tx, scope, agentId)
    select = select.where('agent_id', '=', agentId)
  }
  if (cursor) select = select.where(olderThan('updated_at', cursor))
  const found = await select.execute()
  // The database may hold encrypted texts, which it cannot search, so they are searched here.
  const rows = search ? found.filter(({ text }) => holds(text, search)).slice(0, limit + 1) : found
  const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
  return pageFrom(
    rows,
    limit,
    (row) => toMemory(row, names),
    (row) => ({ at: row.updated_at.toISOString(), id: row.id }),
  )
}
