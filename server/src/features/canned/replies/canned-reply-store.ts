import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { CannedReply } from '#contract/shapes/canned.ts'
import type { Page } from '#contract/page.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { searchedAs } from '../searched.ts'

export type CannedReplyRow = Selectable<Schema['canned_replies']>
type Said = Pick<CannedReplyRow, 'name' | 'text'>

/** Those that this actor may see: the tenant's. */
const visible = (tx: Reader, scope: Scope) =>
  tx.selectFrom('canned_replies').where('canned_replies.tenant_id', '=', scope.tenantId)

/** The canned reply, or Fault `not_found`. */
export async function requireCannedReply(tx: Reader, scope: Scope, id: string): Promise<CannedReplyRow> {
  const row = await visible(tx, scope).selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('canned reply')
  return row
}

export const countCannedReplies = async (tx: Reader, scope: Scope): Promise<number> =>
  Number(
    (
      await visible(tx, scope)
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )

/** Throws Fault `conflict` where another has the name. */
export async function refuseTakenName(tx: Reader, scope: Scope, name: string, ownId: string | null) {
  const other = await visible(tx, scope)
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
  if (other && other.id !== ownId) throw conflict(`There is a canned reply named ${name} already.`)
}

const columnsOf = ({ name, text }: Said) => ({ name, text, searched: searchedAs(`${name}\n${text}`) })

export const insertCannedReply = (tx: Transaction, scope: Scope, said: Said): Promise<CannedReplyRow> =>
  tx
    .insertInto('canned_replies')
    .values({ tenant_id: scope.tenantId, id: uuidv7(), ...columnsOf(said) })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateCannedReply = (tx: Transaction, id: string, said: Said): Promise<CannedReplyRow> =>
  tx
    .updateTable('canned_replies')
    .set({ ...columnsOf(said), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const removeCannedReply = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('canned_replies').where('id', '=', id).execute())

/** A page by name of those in which the words stand. */
export async function pageOfCannedReplies(
  tx: Reader,
  scope: Scope,
  { search = '', limit, after }: { search?: string | undefined; limit: number; after?: string | undefined },
): Promise<Page<CannedReply>> {
  const cursor = readCursor(after)
  const words = searchedAs(search).split(/\s+/).filter(Boolean)
  let select = visible(tx, scope)
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
  for (const word of words) select = select.where(sql<boolean>`position(${word} IN searched) > 0`)
  if (cursor) select = select.where(sql<boolean>`(name, id) > (${cursor.at}, ${cursor.id}::uuid)`)
  return pageFrom(await select.execute(), limit, toCannedReply, ({ name, id }) => ({ at: name, id }))
}

export const toCannedReply = (row: CannedReplyRow): CannedReply => ({
  id: row.id,
  name: row.name,
  text: row.text,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
