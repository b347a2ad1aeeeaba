export { manifest, audience } from './manifest.ts'
export { addSite, listSites, readSite, changeSite, deleteSite, listSitePages } from './sites.ts'
export { syncSite } from './begin-run.ts'
