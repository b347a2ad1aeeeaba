import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

export type ThreadRow = Selectable<Schema['channel_threads']>

export const findThread = async (
  tx: Reader,
  channelId: string,
  outsideId: string,
): Promise<ThreadRow | null> =>
  (await tx
    .selectFrom('channel_threads')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('outside_id', '=', outsideId)
    .executeTakeFirst()) ?? null

/** The external thread of a conversation, or null. */
export const findThreadOf = async (tx: Reader, conversationId: string): Promise<ThreadRow | null> =>
  (await tx
    .selectFrom('channel_threads')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()) ?? null

interface NewThread {
  channelId: string
  outsideId: string
  personId: string
  conversationId: string
  visitorId: string
}

export const insertThread = async (tx: Transaction, { tenantId }: Scope, thread: NewThread) =>
  void (await tx
    .insertInto('channel_threads')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      channel_id: thread.channelId,
      outside_id: thread.outsideId,
      outside_person_id: thread.personId,
      conversation_id: thread.conversationId,
      visitor_id: thread.visitorId,
    })
    .execute())

/** Prevents others from starting a thread in this channel until the transaction ends. */
export const holdThreads = async (tx: Transaction, channelId: string) =>
  void (await tx.selectFrom('channels').select('id').where('id', '=', channelId).forUpdate().execute())

/** The conversations of a channel, by their IDs as text: part of another statement. */
export const conversationsOfChannel = (tx: Reader, channelId: string) =>
  tx
    .selectFrom('channel_threads')
    .select(sql<string>`conversation_id::text`.as('id'))
    .where('channel_id', '=', channelId)
