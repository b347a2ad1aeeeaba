import { sql, type Updateable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { SitePageRow, SiteRow } from './site.ts'

/** Queues pages in the site's current run, unless it has found them already or has reached its maximum. */
export async function awaitPages(
  tx: Transaction,
  site: SiteRow,
  addresses: readonly string[],
  depth: number,
): Promise<void> {
  if (addresses.length === 0) return
  const met = await tx
    .selectFrom('site_pages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('site_id', '=', site.id)
    .where('run', '=', site.run)
    .executeTakeFirstOrThrow()
  const fresh = await unmet(tx, site, addresses)
  const wanted = fresh.slice(0, Math.max(0, site.pages_max - Number(met.count)))
  if (wanted.length === 0) return
  await tx
    .insertInto('site_pages')
    .values(
      wanted.map((address) => ({
        tenant_id: site.tenant_id,
        site_id: site.id,
        address,
        run: site.run,
        depth,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'site_id', 'address']).doUpdateSet({
        run: site.run,
        depth,
        state: 'waiting',
        error_code: null,
        reason: null,
        change: null,
      }),
    )
    .execute()
}

/** Those that the present run has not met, each once, in their order. */
async function unmet(tx: Transaction, site: SiteRow, addresses: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('site_pages')
    .select('address')
    .where('site_id', '=', site.id)
    .where('run', '=', site.run)
    .where(sql<boolean>`address = ANY (${addresses}::text[])`)
    .execute()
  const met = new Set(rows.map(({ address }) => address))
  return [...new Set(addresses)].filter((address) => !met.has(address))
}

/** Whether a run stopped before its last page. */
export const hasWaiting = async (tx: Reader, site: SiteRow): Promise<boolean> =>
  (await nextWaiting(tx, site)) !== null

/** The next page to read: those nearest to the first page come first. */
export const nextWaiting = async (
  tx: Reader,
  site: Pick<SiteRow, 'id' | 'run'>,
): Promise<SitePageRow | null> =>
  (await tx
    .selectFrom('site_pages')
    .selectAll()
    .where('site_id', '=', site.id)
    .where('run', '=', site.run)
    .where('state', '=', 'waiting')
    .orderBy('depth')
    .orderBy('address')
    .limit(1)
    .executeTakeFirst()) ?? null

export const updatePage = async (
  tx: Transaction,
  { site_id, address }: Pick<SitePageRow, 'site_id' | 'address'>,
  change: Updateable<Schema['site_pages']>,
) =>
  void (await tx
    .updateTable('site_pages')
    .set({ ...change, read_at: sql<Date>`now()` })
    .where('site_id', '=', site_id)
    .where('address', '=', address)
    .execute())

/** Removes pages that an earlier run found and the current one did not. Returns those that had a document. */
export async function takeVanished(
  tx: Transaction,
  site: SiteRow,
): Promise<{ address: string; documentId: string }[]> {
  const rows = await tx
    .deleteFrom('site_pages')
    .where('site_id', '=', site.id)
    .where('run', '<', site.run)
    .returning(['address', 'document_id'])
    .execute()
  return rows.flatMap(({ address, document_id }) =>
    document_id === null ? [] : [{ address, documentId: document_id }],
  )
}

/** The documents of all pages of a site. */
export async function documentsOf(tx: Reader, siteId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('site_pages')
    .select('document_id')
    .where('site_id', '=', siteId)
    .where('document_id', 'is not', null)
    .execute()
  return rows.flatMap(({ document_id }) => document_id ?? [])
}

/** The pages of a site, those nearest to the first page first. */
export const sitePagesAfter = (
  tx: Reader,
  siteId: string,
  wanted: { state: string | undefined; change: string | undefined; skipped: number; limit: number },
): Promise<SitePageRow[]> =>
  tx
    .selectFrom('site_pages')
    .selectAll()
    .where('site_id', '=', siteId)
    .$if(wanted.state !== undefined, (some) => some.where('state', '=', wanted.state ?? ''))
    .$if(wanted.change !== undefined, (some) => some.where('change', '=', wanted.change ?? ''))
    .orderBy('depth')
    .orderBy('address')
    .offset(wanted.skipped)
    .limit(wanted.limit)
    .execute()

/** Whether a run was complete: it stopped neither at the maximum nor before its last page. */
export async function hasMetAll(tx: Reader, site: SiteRow): Promise<boolean> {
  const found = await tx
    .selectFrom('site_pages')
    .select(({ fn }) => fn.countAll<number>().as('met'))
    .select(sql<boolean>`coalesce(bool_or(state = 'waiting'), false)`.as('waits'))
    .where('site_id', '=', site.id)
    .where('run', '=', site.run)
    .executeTakeFirstOrThrow()
  return !found.waits && Number(found.met) < Math.max(site.pages_max, 2)
}
