import type { Page } from '#contract/page.ts'
import type { RunTenant } from '#contract/shapes/people.ts'
import type { Quota } from '#contract/shapes/plan.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

const tenantPages = (page: { limit: number; after?: string }) => client.tenants.list(page)

/** Every organisation on the server. */
export const tenants: Resource<Page<RunTenant>> = {
  key: 'tenants',
  load: (previous) => loadPages(tenantPages, previous),
}
export const moreTenants = (held: Page<RunTenant>) => loadMore(tenantPages, held)

export const tenant = (tenantId: string): Resource<RunTenant> => ({
  key: `tenants/${tenantId}`,
  load: () => client.tenants.read(tenantId),
})
export const quotaOf = (tenantId: string): Resource<Quota> => ({
  key: `tenants/${tenantId}/quota`,
  load: () => client.tenants.quota(tenantId),
})
export const quota: Resource<Quota> = { key: 'quota', load: () => client.tenant.quota() }
