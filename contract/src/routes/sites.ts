import { get, patch, post, remove } from '../route.ts'

/** Web sites that are read into a knowledge base. */
export const sitesRoutes = {
  sites: {
    list: get('/v1/knowledge-bases/:knowledgeBaseId/sites', {
      name: 'site.list',
      permission: 'knowledge:read',
      input: 'ListSites',
      output: 'SiteList',
      summary: 'List the sites of a knowledge base',
    }),
    add: post('/v1/knowledge-bases/:knowledgeBaseId/sites', {
      name: 'site.add',
      permission: 'knowledge:write',
      input: 'AddSite',
      output: 'Site',
      status: 201,
      summary: 'Add a web page, sitemap or site to a knowledge base',
    }),
    read: get('/v1/sites/:siteId', {
      name: 'site.read',
      permission: 'knowledge:read',
      output: 'Site',
      summary: 'Read a site and its crawl progress',
    }),
    change: patch('/v1/sites/:siteId', {
      name: 'site.change',
      permission: 'knowledge:write',
      input: 'ChangeSite',
      output: 'Site',
      summary: 'Change the limits or schedule of a site, or pause it',
    }),
    sync: post('/v1/sites/:siteId/sync', {
      name: 'site.sync',
      permission: 'knowledge:write',
      output: 'Site',
      summary: 'Crawl a site now',
    }),
    pages: get('/v1/sites/:siteId/pages', {
      name: 'site.list-pages',
      permission: 'knowledge:read',
      input: 'ListSitePages',
      output: 'SitePages',
      summary: 'List the pages of a site and their states',
    }),
    remove: remove('/v1/sites/:siteId', {
      name: 'site.delete',
      permission: 'knowledge:write',
      summary: 'Delete a site and its pages from a knowledge base',
    }),
  },
} as const
