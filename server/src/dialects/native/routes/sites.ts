import * as sites from '#features/sites/index.ts'
import { making, route, type Route } from './route.ts'

/** Websites that knowledge bases crawl. */
export const sitesRoutes: readonly Route[] = [
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/sites',
    sites.listSites,
    'List the sites of a knowledge base',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/sites',
    sites.addSite,
    'Add a web page, sitemap or site to a knowledge base',
  ),
  route('GET', '/v1/sites/:siteId', sites.readSite, 'Read a site and its crawl progress'),
  route(
    'PATCH',
    '/v1/sites/:siteId',
    sites.changeSite,
    'Change the limits or schedule of a site, or pause it',
  ),
  route('POST', '/v1/sites/:siteId/sync', sites.syncSite, 'Crawl a site now'),
  route('GET', '/v1/sites/:siteId/pages', sites.listSitePages, 'List the pages of a site and their states'),
  route('DELETE', '/v1/sites/:siteId', sites.deleteSite, 'Delete a site and its pages from a knowledge base'),
]
