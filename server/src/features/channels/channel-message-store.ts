import { type Selectable, sql } from 'kysely'
import type { AnswerState } from '#contract/shapes/channel.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

export type ChannelMessageRow = Selectable<Schema['channel_messages']>

/** The message that an outside system calls so, or null. */
export const findByOutsideId = async (
  tx: Reader,
  channelId: string,
  outsideId: string,
): Promise<ChannelMessageRow | null> =>
  (await tx
    .selectFrom('channel_messages')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('outside_id', '=', outsideId)
    .executeTakeFirst()) ?? null

/** Records the external ID of a received message, once. */
export const noteReceived = async (
  tx: Transaction,
  { tenantId }: Scope,
  { channelId, messageId, outsideId }: { channelId: string; messageId: string; outsideId: string },
) =>
  void (await tx
    .insertInto('channel_messages')
    .values({
      tenant_id: tenantId,
      channel_id: channelId,
      message_id: messageId,
      outside_id: outsideId,
      direction: 'in',
    })
    .onConflict((on) => on.doNothing())
    .execute())

interface Report {
  channelId: string
  messageId: string
  state: AnswerState
  detail: string
  outsideId: string | null
}

/** Records the delivery state of an answer. States never go back, except from `failed`. False if nothing changed. */
export async function noteState(
  tx: Transaction,
  { tenantId }: Scope,
  { channelId, messageId, state, detail, outsideId }: Report,
): Promise<boolean> {
  const rank = sql`array_position(ARRAY['failed', 'sent', 'delivered', 'read'], channel_messages.state)`
  const given = sql`array_position(ARRAY['failed', 'sent', 'delivered', 'read'], excluded.state)`
  const { numAffectedRows } = await sql`
    INSERT INTO channel_messages (tenant_id, channel_id, message_id, direction, state, detail, outside_id)
    VALUES (${tenantId}, ${channelId}, ${messageId}, 'out', ${state}, ${detail}, ${outsideId})
    ON CONFLICT (tenant_id, message_id) DO UPDATE
    SET state = excluded.state, detail = excluded.detail, updated_at = now(),
      outside_id = coalesce(excluded.outside_id, channel_messages.outside_id)
    WHERE channel_messages.direction = 'out'
      AND (${given} > ${rank} OR (excluded.state = 'failed' AND channel_messages.state = 'sent'))`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

const SHOWN = 200

/** The delivery states of a conversation's newest answers. */
export const statesIn = (tx: Reader, messageIds: readonly string[]): Promise<ChannelMessageRow[]> =>
  messageIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('channel_messages')
        .selectAll()
        .where('message_id', 'in', messageIds.slice(-SHOWN))
        .where('direction', '=', 'out')
        .orderBy('message_id')
        .execute()
