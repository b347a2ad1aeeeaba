import { sealableText } from '#platform/database/sealable.ts'
import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ThreadRow } from '../thread-store.ts'

export type EmailThreadRow = ThreadRow & Pick<Selectable<Schema['email_threads']>, 'token' | 'subject'>

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** 120 random bits in lower case: mail systems do not keep the case of addresses. */
const newReplyToken = (): string => Array.from(randomBytes(24), (byte) => LETTERS[byte % 32]).join('')

const threads = (tx: Reader, channelId: string) =>
  tx
    .selectFrom('channel_threads')
    .innerJoin('email_threads', 'email_threads.conversation_id', 'channel_threads.conversation_id')
    .selectAll('channel_threads')
    .select(['email_threads.token', 'email_threads.subject'])
    .where('channel_threads.channel_id', '=', channelId)

/** The thread with that reply token, or null. */
export const findThreadOfToken = async (
  tx: Reader,
  channelId: string,
  token: string,
): Promise<EmailThreadRow | null> =>
  (await threads(tx, channelId).where('email_threads.token', '=', token).executeTakeFirst()) ?? null

/** The thread of the newest of these emails, or null. */
export const findThreadOfMails = async (
  tx: Reader,
  channelId: string,
  outsideIds: readonly string[],
): Promise<EmailThreadRow | null> =>
  outsideIds.length === 0
    ? null
    : ((await threads(tx, channelId)
        .innerJoin('channel_mails', (join) =>
          join
            .onRef('channel_mails.conversation_id', '=', 'channel_threads.conversation_id')
            .onRef('channel_mails.channel_id', '=', 'channel_threads.channel_id'),
        )
        .where('channel_mails.outside_id', 'in', outsideIds)
        .orderBy('channel_mails.id', 'desc')
        .limit(1)
        .executeTakeFirst()) ?? null)

/** The email thread of a conversation, or null. */
export const findEmailThreadOf = async (
  tx: Reader,
  channelId: string,
  conversationId: string,
): Promise<EmailThreadRow | null> =>
  (await threads(tx, channelId)
    .where('channel_threads.conversation_id', '=', conversationId)
    .executeTakeFirst()) ?? null

export const insertEmailThread = async (
  tx: Transaction,
  { tenantId }: Scope,
  { conversationId, subject }: { conversationId: string; subject: string },
) =>
  void (await tx
    .insertInto('email_threads')
    .values({
      tenant_id: tenantId,
      conversation_id: conversationId,
      token: newReplyToken(),
      subject: sealableText(subject),
    })
    .execute())

/** The conversations of email threads, by their IDs as text: part of another statement. */
export const conversationsOfMail = (tx: Reader) =>
  tx.selectFrom('email_threads').select((eb) => eb.cast<string>('conversation_id', 'text').as('id'))
