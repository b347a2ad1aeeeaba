import * as sites from '#features/sites/index.ts'
import { making, route, type Route } from './route.ts'

/** Sites that knowledge bases follow. */
export const sitesRoutes: readonly Route[] = [
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/sites',
    sites.listSites,
    'List the sites that a knowledge base follows',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/sites',
    sites.addSite,
    'Follow a page, a sitemap or a site of the web',
  ),
  route('GET', '/v1/sites/:siteId', sites.readSite, 'Read how far a site has been read'),
  route('PATCH', '/v1/sites/:siteId', sites.changeSite, 'Change limits and schedule of a site'),
  route('POST', '/v1/sites/:siteId/sync', sites.syncSite, 'Read a site again now'),
  route('GET', '/v1/sites/:siteId/pages', sites.listSitePages, 'List pages, what became of each and why'),
  route('DELETE', '/v1/sites/:siteId', sites.deleteSite, 'Part a knowledge base from a site, with its pages'),
]
