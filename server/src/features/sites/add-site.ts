import { AddSite, Site } from '#contract/shapes/site.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { conflict, invalidInput } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { pageAddress } from './address.ts'
import { refuseUnfitSchedule } from '#kernel/schedule.ts'
import { ONCE_AN_HOUR, toSite } from './site.ts'
import { siteRead } from './job-kinds.ts'
import { insertSite } from './site-store.ts'

/** Keeps a knowledge base in step with a page, a sitemap or a site of the web: reads it now, and again when it is due. */
export const addSite = command({
  name: 'site.add',
  permission: 'knowledge:write',
  input: AddSite,
  output: Site,
  async run({ tx, scope, emit, enqueue }, { address, ...facts }) {
    await requireKnowledgeBases(tx, scope, [facts.knowledgeBaseId])
    const kept = pageAddress(address)
    if (!kept) throw invalidInput('This is not the URL of a web page.')
    refuseUnfitSchedule(facts.schedule, facts.timeZone, ONCE_AN_HOUR)
    const row = await insertSite(tx, scope, { ...facts, address: kept })
    if (!row) throw conflict('This website is already in the knowledge base.')
    emit({
      type: 'site.added',
      payload: { knowledgeBaseId: row.knowledge_base_id, siteId: row.id, name: row.address },
    })
    enqueue(siteRead, { siteId: row.id, run: row.run })
    return toSite({ ...row, pages: null, changes: null })
  },
})
