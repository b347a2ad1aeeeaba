import { ListFaqEntries, FaqEntryPage } from '#contract/shapes/faq-entry.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toFaqEntry } from './faq-entry.ts'
import { faqEntriesWith, visibleFaqEntries } from './faq-entry-store.ts'
import { requireKnowledgeBase } from '../visible.ts'

/** Lists the questions of a knowledge base with their answers, the newest first. */
export const listFaqEntries = query({
  name: 'faq-entry.list',
  permission: 'knowledge:read',
  input: ListFaqEntries,
  output: FaqEntryPage,
  async run({ tx, scope }, { knowledgeBaseId, search, limit, after }) {
    await requireKnowledgeBase(tx, scope, knowledgeBaseId)
    const cursor = readCursor(after)
    const rows = await visibleFaqEntries(tx, scope)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .$if(cursor !== null, (some) => some.where('id', '<', cursor?.id ?? ''))
      .$if(Boolean(search), (some) => faqEntriesWith(some, search ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, toFaqEntry, (row) => ({ at: '', id: row.id }))
  },
})
