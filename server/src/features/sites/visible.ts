import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CountedSite, SiteRow } from './site.ts'

/** The sites that this actor may see: an actor that may read knowledge sees all of the tenant's. */
export const visibleSites = (tx: Reader, scope: Scope) =>
  tx.selectFrom('sites').where('sites.tenant_id', '=', scope.tenantId)

/** Sites with the number of their pages in each state. */
export const countedSites = (tx: Reader, scope: Scope) =>
  visibleSites(tx, scope)
    .selectAll('sites')
    .select([
      sql<CountedSite['pages']>`(SELECT jsonb_object_agg(c.state, c.n) FROM (
        SELECT p.state, count(*) AS n FROM site_pages p
        WHERE p.tenant_id = sites.tenant_id AND p.site_id = sites.id GROUP BY p.state) c)`.as('pages'),
      sql<CountedSite['changes']>`(SELECT jsonb_object_agg(c.change, c.n) FROM (
        SELECT p.change, count(*) AS n FROM site_pages p
        WHERE p.tenant_id = sites.tenant_id AND p.site_id = sites.id AND p.run = sites.run AND p.change IS NOT NULL
        GROUP BY p.change) c)`.as('changes'),
    ])

/** The site, or Fault `not_found`. */
export async function requireSite(tx: Reader, scope: Scope, id: string): Promise<CountedSite> {
  const row = await countedSites(tx, scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('site')
  return row
}

/** The site, locked until the transaction ends; null if there is none. */
export const lockSite = async (tx: Transaction, scope: Scope, id: string): Promise<SiteRow | null> =>
  (await visibleSites(tx, scope).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null
