import { readStep } from '#kernel/step.ts'
import { nextWaiting } from './page-store.ts'
import type { SitePageRow, SiteRow } from './site.ts'
import { visibleSites } from './visible.ts'

/** What a run reads next. Null when it is over: everything was read, another run has begun, or the site is paused or gone. */
export const nextPage = readStep(
  async (
    { tx, scope },
    { siteId, run }: { siteId: string; run: number },
  ): Promise<{ site: SiteRow; page: SitePageRow } | null> => {
    const site = await visibleSites(tx, scope).selectAll().where('id', '=', siteId).executeTakeFirst()
    if (!site || site.is_paused || site.run !== run || site.state !== 'running') return null
    const page = await nextWaiting(tx, site)
    return page ? { site, page } : null
  },
)
