import { Site, SiteRef } from '#contract/shapes/site.ts'
import { query } from '#kernel/use-case.ts'
import { toSite } from './site.ts'
import { requireSite } from './visible.ts'

/** Shows how far a site has been read. */
export const readSite = query({
  name: 'site.read',
  permission: 'knowledge:read',
  input: SiteRef,
  output: Site,
  run: async ({ tx, scope }, { siteId }) => toSite(await requireSite(tx, scope, siteId)),
})
