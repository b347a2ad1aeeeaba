import { readStep } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { findSaid } from '#features/conversations/index.ts'
import { replyAddress, senderOf } from '../email-channel.ts'
import { requireEmailChannel } from '../email-channel-store.ts'
import { findEmailThreadOf } from '../email-thread-store.ts'
import { findMail, mailsOfConversation } from '../mail-store.ts'
import { mailAnswer } from './mail-job.ts'

const REFERENCES_MAX = 20

/** What a mail is made from; null where it is not there any more. Part of `sendAnswer`. */
export const readLetter = readStep(async ({ tx }, { mailId }: JobInput<typeof mailAnswer>) => {
  const mail = await findMail(tx, mailId)
  if (!mail?.conversation_id || !mail.message_id) return null
  const [said] = await findSaid(tx, [mail.message_id])
  const thread = await findEmailThreadOf(tx, mail.channel_id, mail.conversation_id)
  if (!said || !thread) return null
  const channel = await requireEmailChannel(tx, mail.channel_id)
  const before = (await mailsOfConversation(tx, mail.conversation_id)).filter(({ id }) => id < mailId)
  const names = before.map(({ outside_id }) => outside_id).toReversed()
  return {
    said,
    to: mail.address,
    subject: mail.subject,
    from: senderOf(channel),
    replyTo: replyAddress(channel, thread.token),
    signature: channel.signature,
    inReplyTo: before.find(({ direction }) => direction === 'in')?.outside_id,
    // The first of a thread is what the others are found by.
    references: [...new Set([...names.slice(0, 1), ...names.slice(-REFERENCES_MAX)])],
  }
})
