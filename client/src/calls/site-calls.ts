import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { AddSite, ChangeSite, Site, SitePage } from '#contract/shapes/site.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Which pages of a site: in one state, or that the latest run added or changed. */
export interface SitePageFilters {
  state?: SitePage['state']
  change?: NonNullable<SitePage['change']>
}

/** Pages of the web that a knowledge base is kept in step with. */
export const siteCalls = ({ call }: Transport) => ({
  list: (knowledgeBaseId: string, query: PageOptions = {}) =>
    call<Page<Site>>('GET', path`/v1/knowledge-bases/${knowledgeBaseId}/sites`, { query: { ...query } }),
  add: (knowledgeBaseId: string, body: Omit<z.input<typeof AddSite>, 'knowledgeBaseId'>) =>
    call<Site>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/sites`, { body }),
  read: (siteId: string) => call<Site>('GET', path`/v1/sites/${siteId}`),
  change: (siteId: string, body: Omit<z.input<typeof ChangeSite>, 'siteId'>) =>
    call<Site>('PATCH', path`/v1/sites/${siteId}`, { body }),
  sync: (siteId: string) => call<Site>('POST', path`/v1/sites/${siteId}/sync`, { body: {} }),
  pages: (siteId: string, query: PageOptions & SitePageFilters = {}) =>
    call<Page<SitePage>>('GET', path`/v1/sites/${siteId}/pages`, { query: { ...query } }),
  remove: (siteId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/sites/${siteId}`, options),
})
