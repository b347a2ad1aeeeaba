import { MemoryList } from '#contract/shapes/memory.ts'
import { MessageRef } from '#contract/shapes/conversation.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { partsOf, requireMessage } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { toMemory } from '../memory.ts'
import { visibleMemories } from '../visible.ts'

/** Lists the memories that an answer got, in their current wording; erased ones are left out. */
export const listRecalledMemories = query({
  name: 'memory.list-recalled',
  permission: 'memory:read',
  input: MessageRef,
  output: MemoryList,
  async run({ tx, scope }, { messageId }) {
    const message = await requireMessage(tx, scope, messageId)
    const ids = partsOf(message).flatMap((part) => (part.type === 'remembered' ? part.memoryIds : []))
    if (ids.length === 0) return { items: [] }
    const rows = await tx
      .selectFrom('memories')
      .selectAll()
      .where('id', 'in', ids)
      .where(visibleMemories(scope))
      .orderBy('updated_at', 'desc')
      .execute()
    const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
    return { items: rows.map((row) => toMemory(row, names)) }
  },
})
