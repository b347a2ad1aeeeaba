import type { MailReason } from '#contract/shapes/email-channel.ts'
import { findConversation, audiencePayload } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { storableText } from '#kernel/storable.ts'
import type { Fault } from '#kernel/fault.ts'
import { SmtpFailed } from '#platform/mail/send-over-smtp.ts'
import { noteState } from '../../channel-message-store.ts'
import { type MailRow, updateMail } from '../mail-store.ts'

/** Notes that an answer did not leave or did not arrive, where operators see it. */
export async function failMail(
  context: CommandContext,
  mail: MailRow,
  { why, detail }: { why: MailReason; detail: string },
): Promise<void> {
  const state = why === 'taken-over' || why === 'unwanted' ? 'withheld' : 'failed'
  const said = storableText(detail).slice(0, 300)
  await updateMail(context.tx, mail.id, { state, why, detail: said })
  await tellOperators(context, mail, 'failed', said || why)
}

/** Shows operators the delivery state of an answer at the conversation. */
export async function tellOperators(
  { tx, scope, emit }: CommandContext,
  { channel_id: channelId, message_id: messageId, conversation_id, outside_id: outsideId }: MailRow,
  state: 'sent' | 'failed',
  detail: string,
): Promise<void> {
  if (messageId === null || conversation_id === null) return
  const isNews = await noteState(tx, scope, { channelId, messageId, state, detail, outsideId })
  const conversation = isNews ? await findConversation(tx, conversation_id) : null
  if (conversation) emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
}

/** The mail server's own response; the reason is shown beside it in the reader's language. */
export const smtpResponse = ({ cause }: Fault): string => (cause instanceof SmtpFailed ? cause.said : '')
