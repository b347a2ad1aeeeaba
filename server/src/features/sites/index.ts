export { manifest, audience } from './manifest.ts'
export { addSite, listSites, readSite, changeSite, deleteSite } from './sites.ts'
export { listSitePages } from './list-site-pages.ts'
export { syncSite } from './sync-site.ts'
