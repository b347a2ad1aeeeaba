import { buffer } from 'node:stream/consumers'
import { downloadFile } from '#features/files/index.ts'
import { findSaid, assigneeOf, lockConversation } from '#features/conversations/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { JobInput } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'
import { step, readStep } from '#kernel/step.ts'
import type { MailFile } from '#platform/mail/compose-mail.ts'
import { lockMail, updateMail, findMail, mailsOfConversation } from '../mail-store.ts'
import { replyAddress, senderOf } from '../email-channel.ts'
import { requireEmailChannel } from '../email-channel-store.ts'
import { findEmailThreadOf } from '../email-thread-store.ts'
import { mailAnswer } from '../job-kinds.ts'
import { smtpResponse, failMail } from './fail-mail.ts'
import { settleMail } from './settle-mail.ts'
import { wordsFor } from './words-for.ts'

const FILES_BYTES_MAX = 15 * 1_048_576

/**
 * Sends an answer by email, once it is claimed. A crash may send it twice, with the same Message-ID. A permanent
 * refusal of the mail server is not retried.
 */
export async function sendAnswer(scope: Scope, { mailId }: JobInput<typeof mailAnswer>): Promise<void> {
  const { ports } = scope.app
  const letter = await readLetter(scope, { mailId })
  if (!letter) return
  const { said, to, subject, from, replyTo, signature, inReplyTo, references } = letter
  const { files, left } = await filesOf(scope, said.parts)
  const { text, html } = await wordsFor(said.parts, { signature, left, signal: scope.signal })
  if (!(await claimMail(scope, { mailId }))) return
  if (!ports.mailer) return settleMail(scope, { mailId, why: 'no-server' })
  try {
    const more = {
      ...(replyTo !== to && { replyTo }),
      ...(inReplyTo !== undefined && { inReplyTo }),
      references,
      html,
      files,
      automatic: said.author.kind === 'member' ? null : ('auto-replied' as const),
    }
    await ports.mailer.send({ id: mailId, to, subject, text, from, more }, scope.signal)
  } catch (error) {
    scope.signal.throwIfAborted()
    const fault = asFault(error)
    const isTriedAgain = fault.reason !== 'refused'
    const detail = smtpResponse(fault)
    await settleMail(scope, { mailId, why: isTriedAgain ? 'unreachable' : 'refused', detail, isTriedAgain })
    if (isTriedAgain) throw error
    return
  }
  await settleMail(scope, { mailId, why: null })
}

type Parts = NonNullable<Awaited<ReturnType<typeof readLetter>>>['said']['parts']

/** The files of an answer that fit into an email, and the names of the others. */
async function filesOf(scope: Scope, parts: Parts): Promise<{ files: MailFile[]; left: string[] }> {
  const files: MailFile[] = []
  const left: string[] = []
  let bytes = 0
  for (const part of parts) {
    if (part.type !== 'file') continue
    const { name, mediaType } = part
    if (bytes + part.sizeBytes > FILES_BYTES_MAX) {
      left.push(name)
      continue
    }
    bytes += part.sizeBytes
    const { content } = await downloadFile(scope, { fileId: part.fileId })
    files.push({ name, mediaType, content: await buffer(content) })
  }
  return { files, left }
}

/**
 * Lets a mail go, or withholds it: under the lock of its conversation, so that no words of an agent leave once a person
 * has taken over.
 */
const claimMail = step(async (context, { mailId }: JobInput<typeof mailAnswer>): Promise<boolean> => {
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

const REFERENCES_MAX = 20

/** The input of an email; null if it is gone. */
const readLetter = readStep(async ({ tx }, { mailId }: JobInput<typeof mailAnswer>) => {
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
    // The first email of a thread is what clients group the others by.
    references: [...new Set([...names.slice(0, 1), ...names.slice(-REFERENCES_MAX)])],
  }
})
