import { z } from 'zod'
import { MailReason } from '#contract/shapes/email-channel.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { lockMail, updateMail } from '../mail-store.ts'
import { failMail, tellOperators } from './fail-mail.ts'

const Settle = z.strictObject({
  mailId: z.uuid(),
  /** Null: it was handed over. */
  why: MailReason.nullable(),
  detail: z.string().default(''),
  isTriedAgain: z.boolean().default(false),
})

/** Notes what came of mailing an answer. Part of `sendAnswer`. */
export const settleMail = command({
  name: 'mail.settle',
  permission: 'internal',
  input: Settle,
  async run(context, { mailId, why, detail, isTriedAgain }): Promise<void> {
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
})
