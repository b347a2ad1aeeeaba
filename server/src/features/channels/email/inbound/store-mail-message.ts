import { step } from '#kernel/step.ts'
import { visitorScope } from '#features/access/index.ts'
import { sendMessage } from '#features/messages/index.ts'
import { holdThreads } from '../../thread-store.ts'
import { findByMessageId, insertMail } from '../mail-store.ts'
import type { MailFacts } from './mail-facts.ts'

interface FittingMail extends MailFacts {
  readonly conversationId: string
  readonly visitorId: string
  readonly name: string
  readonly text: string
  readonly whole: string | null
  readonly fileIds: readonly string[]
}

/** Stores a mail's message and notes the mail, or finds that both are there. Part of `receiveMail`. */
export const storeMailMessage = step(
  async (
    context,
    { channelId, outsideId, address, subject, ...mail }: FittingMail,
  ): Promise<'taken' | 'known'> => {
    const { tx, scope } = context
    const { conversationId, visitorId, name, text, whole, fileIds } = mail
    await holdThreads(tx, channelId)
    if (await findByMessageId(tx, { channelId, outsideId, direction: 'in' })) return 'known'
    const { app, tenantId, requestId, signal } = scope
    // In the name of the person, who may do what any visitor may.
    const visitor = visitorScope(app, tenantId, visitorId, name, { requestId, signal })
    const { message } = await sendMessage.within(
      { ...context, scope: visitor },
      {
        conversationId,
        parts: [
          ...(text === '' && fileIds.length > 0 ? [] : [{ type: 'text' as const, text: text || '…' }]),
          ...fileIds.map((fileId) => ({ type: 'file' as const, fileId })),
        ],
      },
    )
    await insertMail(tx, scope, {
      channel_id: channelId,
      direction: 'in',
      state: 'taken',
      address,
      subject,
      outside_id: outsideId,
      person_id: visitorId,
      conversation_id: conversationId,
      message_id: message.id,
      whole,
    })
    return 'taken'
  },
  { evenWhenFull: true },
)
