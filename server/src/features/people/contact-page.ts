import { sql } from 'kysely'
import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { ListContacts } from '#contract/shapes/contact.ts'
import type { Reader } from '#platform/database/open.ts'
import { askedWords } from '#platform/lexical/asked-words.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { olderThan } from '#platform/database/older-than.ts'
import type { Scope } from '#kernel/scope.ts'
import type { VisitorRow } from './visitor-store.ts'
import { inTenant } from './visitor-terms.ts'

// Contacts beyond this limit were seen longer ago than anyone searches for with such a common word.
const FOUND_MAX = 2_000

/** A page of the tenant's contacts, most recently seen first. Merged contacts are left out. */
export async function pageOfContacts(
  tx: Reader,
  scope: Scope,
  { limit, after, search, blocked, attribute, value }: z.output<typeof ListContacts>,
): Promise<Page<VisitorRow>> {
  let select = tx
    .selectFrom('visitors')
    .selectAll()
    .where('merged_into', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  const cursor = readCursor(after, byTime)
  if (cursor) select = select.where(olderThan('last_seen_at', cursor))
  if (search) {
    const found = await idsFoundBy(tx, scope, search)
    select = select.where(sql<boolean>`id = ANY(${found}::uuid[])`)
  }
  if (blocked === 'only') select = select.where('blocked_at', 'is not', null)
  if (blocked === 'hide') select = select.where('blocked_at', 'is', null)
  if (attribute !== undefined)
    select = select.where(
      value === undefined
        ? sql<boolean>`attributes ? ${attribute}::text`
        : sql<boolean>`attributes ->> ${attribute}::text = ${value}`,
    )
  return pageFrom(
    await select.execute(),
    limit,
    (row) => row,
    (row) => ({ at: row.last_seen_at.toISOString(), id: row.id }),
  )
}

async function idsFoundBy(tx: Reader, { tenantId }: Scope, search: string): Promise<string[]> {
  const asked = askedWords(search)
  if (!asked) return []
  const { rows } = await sql<{ visitor_id: string }>`
    SELECT visitor_id FROM search_visitors(${tenantId}::uuid, ${inTenant(tenantId)}::tsquery,
      ${asked.query}::tsquery, ${FOUND_MAX})`.execute(tx)
  return rows.map((row) => row.visitor_id)
}
