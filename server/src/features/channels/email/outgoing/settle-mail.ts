import type { MailReason } from '#contract/shapes/email-channel.ts'
import { step } from '#kernel/step.ts'
import { storableText } from '#kernel/storable.ts'
import { lockMail, updateMail } from '../mail-store.ts'
import { failMail, tellOperators } from './fail-mail.ts'

interface Settling {
  readonly mailId: string
  /** Null: it was handed over. */
  readonly why: MailReason | null
  readonly detail?: string
  readonly isTriedAgain?: boolean
}

/** Records the outcome of emailing an answer. Part of `sendAnswer`. */
export const settleMail = step(
  async (context, { mailId, why, detail = '', isTriedAgain = false }: Settling): Promise<void> => {
    const { tx } = context
    const mail = await lockMail(tx, mailId)
    if (!mail || (mail.state !== 'queued' && mail.state !== 'sending')) return
    if (why !== null && !isTriedAgain) return failMail(context, mail, { why, detail })
    if (why !== null) {
      await updateMail(tx, mailId, { state: 'queued', why, detail: storableText(detail).slice(0, 300) })
      return
    }
    await updateMail(tx, mailId, { state: 'sent', why: '', detail: '' })
    await tellOperators(context, mail, 'sent', '')
  },
)
