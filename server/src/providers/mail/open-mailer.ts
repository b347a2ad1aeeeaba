import { addressOf, composeMail } from '#platform/mail/compose-mail.ts'
import { sendOverSmtp, type SmtpServer } from '#platform/mail/send-over-smtp.ts'
import { SmtpFailed } from '#platform/mail/smtp-dialog.ts'
import { Fault } from '#kernel/fault.ts'
import type { Mailer } from '#kernel/ports.ts'

/** Where mail is handed over, and in whose name it is sent. */
export interface MailConfig {
  readonly server: SmtpServer
  /** `Name <address>` or an address. */
  readonly from: string
}

export const openMailer = ({ server, from }: MailConfig): Mailer => ({
  async send({ id, to, subject, text }, signal) {
    const sender = addressOf(from)
    const messageId = `<${id}@${sender.split('@').at(-1) ?? 'localhost'}>`
    const content = composeMail({ from, to, subject, text, messageId, at: new Date() })
    try {
      await sendOverSmtp(server, { from: sender, to, content }, signal)
    } catch (error) {
      if (error instanceof SmtpFailed) throw new Fault('upstream_failed', error.message, { cause: error })
      throw error
    }
  },
})
