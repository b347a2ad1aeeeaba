import { ListSites, SiteList } from '#contract/shapes/site.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toSite } from './site.ts'
import { countedSites } from './visible.ts'

/** Lists the sites that a knowledge base is kept in step with, the newest first. */
export const listSites = query({
  name: 'site.list',
  permission: 'knowledge:read',
  input: ListSites,
  output: SiteList,
  async run({ tx, scope }, { knowledgeBaseId, limit, after }) {
    await requireKnowledgeBases(tx, scope, [knowledgeBaseId])
    const cursor = readCursor(after)
    const rows = await countedSites(tx, scope)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .$if(cursor !== null, (some) => some.where('id', '<', cursor?.id ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, toSite, (row) => ({ at: '', id: row.id }))
  },
})
