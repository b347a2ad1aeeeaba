import { type Selectable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Channel } from '#contract/shapes/channel.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type ChannelRow = Selectable<Schema['channels']>

export const toChannel = (row: ChannelRow): Channel => ({
  id: row.id,
  kind: row.kind as Channel['kind'],
  name: row.name,
  agentId: row.agent_id,
  isClosed: row.is_closed,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** All channels of the tenant, the oldest first. */
export const listChannelRows = (tx: Reader): Promise<ChannelRow[]> =>
  tx.selectFrom('channels').selectAll().orderBy('id').execute()

/** The channel, or Fault `not_found`. */
export async function requireChannel(tx: Reader, id: string): Promise<ChannelRow> {
  const row = await tx.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('channel')
  return row
}

export const insertChannel = (
  tx: Transaction,
  { tenantId }: Scope,
  { name, agentId, kind = 'api' }: { name: string; agentId: string | null; kind?: Channel['kind'] },
): Promise<ChannelRow> =>
  tx
    .insertInto('channels')
    .values({ tenant_id: tenantId, id: uuidv7(), name, agent_id: agentId, kind })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateChannel = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['channels']>,
): Promise<ChannelRow> =>
  tx
    .updateTable('channels')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const removeChannel = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('channels').where('id', '=', id).execute())
