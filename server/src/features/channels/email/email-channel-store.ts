import { type Selectable, sql, type Updateable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { ChannelRow } from '../channel-store.ts'

export type EmailChannelRow = ChannelRow &
  Omit<Selectable<Schema['email_channels']>, 'tenant_id' | 'channel_id' | 'kind'>

const all = (tx: Reader) =>
  tx
    .selectFrom('channels')
    .innerJoin('email_channels', 'email_channels.channel_id', 'channels.id')
    .selectAll('channels')
    .select([
      'email_channels.address',
      'email_channels.display_name',
      'email_channels.signature',
      'email_channels.has_plus_address',
      'email_channels.secret_hash',
      'email_channels.signing',
      'email_channels.signing_header',
      'email_channels.sealed_signing_key',
    ])

/** All e-mail channels of the tenant, the oldest first. */
export const listEmailChannelRows = (tx: Reader): Promise<EmailChannelRow[]> =>
  all(tx).orderBy('channels.id').execute()

export const findEmailChannel = async (tx: Reader, id: string): Promise<EmailChannelRow | null> =>
  (await all(tx).where('channels.id', '=', id).executeTakeFirst()) ?? null

/** The e-mail channel, or Fault `not_found`. */
export async function requireEmailChannel(tx: Reader, id: string): Promise<EmailChannelRow> {
  const row = await findEmailChannel(tx, id)
  if (!row) throw notFound('channel')
  return row
}

type Facts = Omit<Selectable<Schema['email_channels']>, 'kind'>

/** Throws Fault `conflict` if another channel of the tenant has the address. */
export async function insertEmailChannel(tx: Transaction, facts: Facts): Promise<void> {
  const row = await tx
    .insertInto('email_channels')
    .values(facts)
    .onConflict((on) => on.columns(['tenant_id', 'address']).doNothing())
    .returning('channel_id')
    .executeTakeFirst()
  if (!row) throw addressTaken()
}

const addressTaken = () => conflict('Another channel already uses this address.')

export async function updateEmailChannel(
  tx: Transaction,
  id: string,
  change: Updateable<Schema['email_channels']>,
): Promise<void> {
  if (change.address !== undefined) {
    const other = await tx
      .selectFrom('email_channels')
      .select('channel_id')
      .where('address', '=', change.address)
      .where('channel_id', '!=', id)
      .executeTakeFirst()
    if (other) throw addressTaken()
  }
  await tx
    .updateTable('email_channels')
    .set({ ...change, kind: sql<string>`kind` })
    .where('channel_id', '=', id)
    .execute()
}

/** The addresses that the tenant's email comes from. */
export const ownAddresses = async (tx: Reader): Promise<string[]> =>
  (await tx.selectFrom('email_channels').select('address').execute()).map(({ address }) => address)
