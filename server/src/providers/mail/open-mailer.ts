import { composeMail } from '#platform/mail/compose-mail.ts'
import { addressOf } from '#platform/mail/header-text.ts'
import { messageIdOf } from '#platform/mail/message-id.ts'
import { sendOverSmtp, SmtpFailed, type SmtpServer } from '#platform/mail/send-over-smtp.ts'
import { Fault } from '#kernel/fault.ts'
import type { Mailer } from '#kernel/ports.ts'

/** The mail server, and the sender. */
export interface MailConfig {
  readonly server: SmtpServer
  /** `Name <address>` or an address. */
  readonly from: string
}

export const openMailer = ({ server, from: ours }: MailConfig): Mailer => ({
  async send({ id, to, subject, text, from = ours, more = {} }, signal) {
    const messageId = messageIdOf(id, from)
    const content = await composeMail({ from, to, subject, text, ...more, messageId, at: new Date() })
    try {
      await sendOverSmtp(server, { from: addressOf(from), to, content }, signal)
    } catch (error) {
      if (!(error instanceof SmtpFailed)) throw error
      const isForGood = error.code !== null && error.code >= 500
      throw new Fault('upstream_failed', error.message, {
        cause: error,
        ...(isForGood && { reason: 'refused' }),
      })
    }
  },
})
