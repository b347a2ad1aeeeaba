import { ListKnowledgeBases, KnowledgeBasePage } from '#contract/shapes/knowledge.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toKnowledgeBase } from './knowledge-base.ts'
import { countedKnowledgeBases } from './knowledge-base-store.ts'

/** Lists the knowledge bases, the newest first. */
export const listKnowledgeBases = query({
  name: 'knowledge-base.list',
  permission: 'knowledge:read',
  input: ListKnowledgeBases,
  output: KnowledgeBasePage,
  async run({ tx, scope }, { limit, after }) {
    const cursor = readCursor(after)
    const all = countedKnowledgeBases(tx, scope)
      .orderBy('knowledge_bases.id', 'desc')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('knowledge_bases.id', '<', cursor.id) : all).execute()
    return pageFrom(rows, limit, toKnowledgeBase, (row) => ({ at: '', id: row.id }))
  },
})
