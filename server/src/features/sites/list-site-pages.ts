import { z } from 'zod'
import { ListSitePages, SitePages } from '#contract/shapes/site.ts'
import { query } from '#kernel/use-case.ts'
import { toSitePage } from './site.ts'
import { sitePagesAfter } from './page-store.ts'
import { requireSite } from './visible.ts'

const Place = z.coerce.number().int().min(0).catch(0)

/** Lists the pages of a site, what became of each and why. */
export const listSitePages = query({
  name: 'site.list-pages',
  permission: 'knowledge:read',
  input: ListSitePages,
  output: SitePages,
  async run({ tx, scope }, { siteId, state, change, limit, after }) {
    await requireSite(tx, scope, siteId)
    const skipped = Place.parse(after ?? 0)
    const rows = await sitePagesAfter(tx, siteId, { state, change, skipped, limit: limit + 1 })
    return {
      items: rows.slice(0, limit).map(toSitePage),
      nextCursor: rows.length > limit ? String(skipped + limit) : null,
    }
  },
})
