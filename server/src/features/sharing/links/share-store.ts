import { type Selectable, type Updateable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { sealableText } from '#platform/database/sealable.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type ShareRow = Selectable<Schema['conversation_shares']>

type NewShare = Pick<
  ShareRow,
  | 'tenant_id'
  | 'id'
  | 'conversation_id'
  | 'owner_id'
  | 'token_hash'
  | 'title'
  | 'head_message_id'
  | 'message_count'
  | 'expires_at'
>

export const insertShare = (tx: Transaction, row: NewShare): Promise<ShareRow> =>
  tx
    .insertInto('conversation_shares')
    .values({ ...row, title: sealableText(row.title) })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateShare = (
  tx: Transaction,
  id: string,
  change: Pick<
    Updateable<Schema['conversation_shares']>,
    'title' | 'head_message_id' | 'message_count' | 'expires_at' | 'updated_at'
  >,
): Promise<ShareRow> =>
  tx
    .updateTable('conversation_shares')
    .set({ ...change, ...(change.title !== undefined && { title: sealableText(change.title) }) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const removeShare = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('conversation_shares').where('id', '=', id).execute())

/** One's own links. */
export const ownShares = (tx: Reader, scope: Scope) =>
  tx.selectFrom('conversation_shares').selectAll().where('owner_id', '=', scope.actor.id)

/** One's own link, or Fault `not_found`. */
export async function requireShare(tx: Reader, scope: Scope, id: string): Promise<ShareRow> {
  const row = await ownShares(tx, scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('share')
  return row
}

export const countShares = async (tx: Reader, conversationId: string): Promise<number> =>
  (
    await tx
      .selectFrom('conversation_shares')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .execute()
  ).length

export const findShareByHash = async (tx: Reader, hash: string): Promise<ShareRow | null> =>
  (await tx
    .selectFrom('conversation_shares')
    .selectAll()
    .where('token_hash', '=', hash)
    .executeTakeFirst()) ?? null
