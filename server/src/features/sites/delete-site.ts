import { SiteRef } from '#contract/shapes/site.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { documentsOf } from './page-store.ts'
import { pagesVanished } from './job-kinds.ts'
import { deleteSiteRow } from './site-store.ts'
import { lockSite } from './visible.ts'

/** Parts a knowledge base from a site: its pages are no longer found. */
export const deleteSite = command({
  name: 'site.delete',
  permission: 'knowledge:write',
  input: SiteRef,
  async run({ tx, scope, emit, enqueue }, { siteId }) {
    const site = await lockSite(tx, scope, siteId)
    if (!site) throw notFound('site')
    const documentIds = await documentsOf(tx, siteId)
    await deleteSiteRow(tx, siteId)
    if (documentIds.length > 0) enqueue(pagesVanished, { documentIds })
    emit({
      type: 'site.deleted',
      payload: { knowledgeBaseId: site.knowledge_base_id, siteId, name: site.address },
    })
  },
})
