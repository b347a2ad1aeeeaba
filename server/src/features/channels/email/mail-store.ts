import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { ChannelMail, MailReason, MailState } from '#contract/shapes/email-channel.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealingTexts } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Cursor } from '#kernel/cursor.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type MailRow = Selectable<Schema['channel_mails']>

/** How long emails without a message are kept. */
const KEPT = sql<Date>`now() - interval '14 days'`

export const toChannelMail = (row: MailRow): ChannelMail => ({
  id: row.id,
  direction: row.direction as ChannelMail['direction'],
  state: row.state as MailState,
  why: (row.why || null) as MailReason | null,
  detail: row.detail,
  address: row.address,
  subject: row.subject,
  conversationId: row.conversation_id,
  tries: row.tries,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

type NewMail = Omit<Insertable<Schema['channel_mails']>, 'tenant_id' | 'id'> & {
  id?: string
  state: MailState
  why?: MailReason | ''
}

/** Records an email; null if its message already has one. */
export const insertMail = async (
  tx: Transaction,
  { tenantId }: Scope,
  { id = uuidv7(), ...mail }: NewMail,
): Promise<MailRow | null> =>
  (await tx
    .insertInto('channel_mails')
    .values({ ...sealingTexts(mail, 'subject', 'whole'), tenant_id: tenantId, id })
    .onConflict((on) => on.columns(['tenant_id', 'message_id']).doNothing())
    .returningAll()
    .executeTakeFirst()) ?? null

export const updateMail = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['channel_mails']> & { state?: MailState; why?: MailReason | '' },
): Promise<MailRow> =>
  tx
    .updateTable('channel_mails')
    .set({ ...sealingTexts(change, 'subject', 'whole'), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const findMail = async (tx: Reader, id: string): Promise<MailRow | null> =>
  (await tx.selectFrom('channel_mails').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

/** The mail under its lock, or null. */
export const lockMail = async (tx: Transaction, id: string): Promise<MailRow | null> =>
  (await tx.selectFrom('channel_mails').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ??
  null

/** The mail of a channel, or Fault `not_found`. */
export async function requireMail(tx: Reader, channelId: string, id: string): Promise<MailRow> {
  const row = await findMail(tx, id)
  if (row?.channel_id !== channelId) throw notFound('mail')
  return row
}

/** The email that a message was received or sent as, or null. */
export const findMailOfMessage = async (tx: Reader, messageId: string): Promise<MailRow | null> =>
  (await tx.selectFrom('channel_mails').selectAll().where('message_id', '=', messageId).executeTakeFirst()) ??
  null

/** Those of these messages that show less than their email. */
export const shortenedAmong = async (tx: Reader, messageIds: readonly string[]): Promise<string[]> =>
  messageIds.length === 0
    ? []
    : (
        await tx
          .selectFrom('channel_mails')
          .select('message_id')
          .where('message_id', 'in', messageIds)
          .where('whole', 'is not', null)
          .orderBy('message_id')
          .execute()
      ).flatMap(({ message_id: id }) => id ?? [])

/** The email received or sent with that Message-ID. */
export const findByMessageId = async (
  tx: Reader,
  { channelId, outsideId, direction }: { channelId: string; outsideId: string; direction: 'in' | 'out' },
): Promise<MailRow | null> =>
  (await tx
    .selectFrom('channel_mails')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('outside_id', '=', outsideId)
    .where('direction', '=', direction)
    .executeTakeFirst()) ?? null

/** Our newest email with one of these Message-IDs, or null. */
export const findSentAmong = async (
  tx: Reader,
  channelId: string,
  outsideIds: readonly string[],
): Promise<MailRow | null> =>
  (await tx
    .selectFrom('channel_mails')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('direction', '=', 'out')
    .where('outside_id', 'in', outsideIds)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null

/** The emails of a conversation, received and sent, newest first. */
export const mailsOfConversation = (tx: Reader, conversationId: string): Promise<MailRow[]> =>
  tx
    .selectFrom('channel_mails')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', ['taken', 'sent', 'sending'])
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

/** How many mails an address has sent us within the last hour. */
export const countLately = async (tx: Reader, channelId: string, address: string): Promise<number> =>
  Number(
    (
      await tx
        .selectFrom('channel_mails')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('channel_id', '=', channelId)
        .where('address', '=', address)
        .where('direction', '=', 'in')
        .where('created_at', '>', sql<Date>`now() - interval '1 hour'`)
        .executeTakeFirstOrThrow()
    ).count,
  )

/** Mails of a channel, the newest first: ids grow with time. */
export function pageOfMails(
  tx: Reader,
  { channelId, direction }: { channelId: string; direction?: 'in' | 'out' | undefined },
  { limit, after }: { limit: number; after: Cursor | null },
): Promise<MailRow[]> {
  let select = tx
    .selectFrom('channel_mails')
    .selectAll()
    .where('channel_id', '=', channelId)
    .orderBy('id', 'desc')
    .limit(limit)
  if (direction) select = select.where('direction', '=', direction)
  if (after) select = select.where('id', '<', after.id)
  return select.execute()
}

/** Email from an address before its owner was known becomes the contact's: it is exported and erased with them. */
export const adoptMails = async (
  tx: Transaction,
  { channelId, address, personId }: { channelId: string; address: string; personId: string },
) =>
  void (await tx
    .updateTable('channel_mails')
    .set({ person_id: personId })
    .where('channel_id', '=', channelId)
    .where('address', '=', address)
    .where('person_id', 'is', null)
    .execute())

/** Deletes emails without a message that are older than anyone looks for. */
export const forgetOldMails = async (tx: Transaction, channelId: string) =>
  void (await tx
    .deleteFrom('channel_mails')
    .where('channel_id', '=', channelId)
    .where('message_id', 'is', null)
    .where('created_at', '<', KEPT)
    .execute())
