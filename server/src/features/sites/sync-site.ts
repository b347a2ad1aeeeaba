import { Site, SiteRef } from '#contract/shapes/site.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { beginRun } from './begin-run.ts'
import { toSite } from './site.ts'
import { lockSite, requireSite } from './visible.ts'

/** Reads a site again now; only what has changed is indexed anew. */
export const syncSite = command({
  name: 'site.sync',
  permission: 'knowledge:write',
  input: SiteRef,
  output: Site,
  async run(context, { siteId }) {
    const { tx, scope } = context
    const site = await lockSite(tx, scope, siteId)
    if (!site) throw notFound('site')
    if (site.is_paused) throw conflict('The site is paused. Resume it first.')
    await beginRun(context, site)
    return toSite(await requireSite(tx, scope, siteId))
  },
})
