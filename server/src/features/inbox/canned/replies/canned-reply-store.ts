import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { CannedReply } from '#contract/shapes/canned.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { namedStore, searchedAs } from '../named-store.ts'

export type CannedReplyRow = Selectable<Schema['canned_replies']>
type Said = Pick<CannedReplyRow, 'name' | 'text'>

export const cannedReplies = namedStore<CannedReplyRow>('canned_replies', 'canned reply')

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

export const toCannedReply = (row: CannedReplyRow): CannedReply => ({
  id: row.id,
  name: row.name,
  text: row.text,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
