import { step } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { findSaid, assigneeOf, lockConversation } from '#features/conversations/index.ts'
import { lockMail, updateMail } from '../mail-store.ts'
import { failMail } from './fail-mail.ts'
import { mailAnswer } from './mail-job.ts'

/**
 * Lets a mail go, or withholds it: under the lock of its conversation, so that no words of an agent leave once a person
 * has taken over. Part of `sendAnswer`.
 */
export const claimMail = step(async (context, { mailId }: JobInput<typeof mailAnswer>): Promise<boolean> => {
  const { tx } = context
  const mail = await lockMail(tx, mailId)
  if (!mail?.conversation_id || !mail.message_id) return false
  if (mail.state !== 'queued' && mail.state !== 'sending') return false
  const conversation = await lockConversation(tx, mail.conversation_id)
  const [said] = await findSaid(tx, [mail.message_id])
  const isTakenOver =
    said?.author.kind === 'agent' && conversation !== null && assigneeOf(conversation).kind === 'member'
  if (isTakenOver) await failMail(context, mail, { why: 'taken-over', detail: '' })
  else await updateMail(tx, mailId, { state: 'sending', tries: mail.tries + 1 })
  return !isTakenOver
})
