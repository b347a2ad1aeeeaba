import { uuidv7 } from 'uuidv7'
import { createEmailChannel, receiveChannelMessage, reportAnswer } from '#features/channels/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { freshWord } from './template.ts'

/** What somebody said who writes through a channel. */
export async function outsideConversation(
  ofTenant: Scope,
  canary: string,
  channelId: string,
): Promise<string> {
  const { conversationId } = await receiveChannelMessage(ofTenant, {
    channelId,
    messageId: 'first',
    personId: 'somebody',
    text: `What is ${canary}?`,
  })
  if (conversationId === null) throw new Error('A message that is new should have a place.')
  return conversationId
}

/** What was answered there, which arrived. */
export async function carryOut(ofTenant: Scope, channelId: string, conversationId: string): Promise<string> {
  const { id: messageId } = await ofTenant.app.database.read(ofTenant.tenantId, (tx) =>
    tx
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('role', '=', 'assistant')
      .executeTakeFirstOrThrow(),
  )
  await reportAnswer(ofTenant, { channelId, messageId, state: 'delivered' })
  return messageId
}

/** An address of the tenant's that takes mail. */
export async function mailChannel(ofTenant: Scope, canary: string): Promise<string> {
  const { email } = await createEmailChannel(ofTenant, {
    name: `${canary} ${freshWord()}`,
    address: `${freshWord()}@mail.invalid`,
    signature: canary,
  })
  return email.channel.id
}

/** An answer to somebody who wrote there, which did not leave. */
export async function failedMail(
  { app, tenantId }: Scope,
  { canary, channelId, conversationId }: { canary: string; channelId: string; conversationId: string },
): Promise<string> {
  const id = uuidv7()
  await app.database.write(tenantId, async (tx) => {
    const { id: messageId } = await tx
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('channel_mails')
      .values({
        tenant_id: tenantId,
        id,
        channel_id: channelId,
        direction: 'out',
        state: 'failed',
        why: 'refused',
        detail: canary,
        address: `${canary}@example.com`,
        subject: canary,
        outside_id: `<${id}@mail.invalid>`,
        conversation_id: conversationId,
        message_id: messageId,
        whole: canary,
      })
      .execute()
  })
  return id
}

const mailRow = ({ app, tenantId }: Scope, id: string) =>
  app.database.read(tenantId, (tx) =>
    tx.selectFrom('channel_mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

export const conversationOfMail = async (ofTenant: Scope, id: string): Promise<string> =>
  (await mailRow(ofTenant, id)).conversation_id ?? ''

export const messageOfMail = async (ofTenant: Scope, id: string): Promise<string> =>
  (await mailRow(ofTenant, id)).message_id ?? ''
