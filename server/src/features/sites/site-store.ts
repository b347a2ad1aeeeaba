import { sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import type { SiteRow } from './site.ts'

interface NewSite {
  knowledgeBaseId: string
  address: string
  kind: string
  pagesMax: number
  depthMax: number
  schedule: string | null
  timeZone: string
  include: string[]
  exclude: string[]
}

/** Null when the knowledge base has a site of that address. */
export const insertSite = async (tx: Transaction, scope: Scope, facts: NewSite): Promise<SiteRow | null> =>
  (await tx
    .insertInto('sites')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      knowledge_base_id: facts.knowledgeBaseId,
      address: facts.address,
      kind: facts.kind,
      pages_max: facts.pagesMax,
      depth_max: facts.depthMax,
      schedule: facts.schedule,
      time_zone: facts.timeZone,
      include: facts.include,
      exclude: facts.exclude,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'knowledge_base_id', 'address']).doNothing())
    .returningAll()
    .executeTakeFirst()) ?? null

export const updateSite = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['sites']>,
): Promise<SiteRow> =>
  tx
    .updateTable('sites')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

const REMOVED_TOLD = 50

/** A site's list of removed pages, extended by those of this run. */
export const withRemoved = (site: SiteRow, addresses: readonly string[]) =>
  addresses.length === 0
    ? {}
    : {
        removed_count: site.removed_count + addresses.length,
        removed: [...site.removed, ...addresses].slice(0, REMOVED_TOLD),
      }

/** Removes a site; the documents of its pages stay. */
export const deleteSiteRow = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('sites').where('id', '=', id).execute())
