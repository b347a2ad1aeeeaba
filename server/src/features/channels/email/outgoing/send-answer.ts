import { buffer } from 'node:stream/consumers'
import { downloadFile } from '#features/files/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { JobInput } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'
import type { MailFile } from '#platform/mail/compose-mail.ts'
import { claimMail } from './claim-mail.ts'
import { mailAnswer } from './mail-job.ts'
import { readLetter } from './read-letter.ts'
import { smtpResponse } from './smtp-response.ts'
import { settleMail } from './settle-mail.ts'
import { wordsFor } from './words-for.ts'

const FILES_BYTES_MAX = 15 * 1_048_576

/**
 * Mails an answer, once it is let go. A crash may mail it twice, under the same Message-ID. What the mail server refuses
 * for good is not tried again.
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

/** The files of an answer, as far as a mail can carry them, and the names of the others. */
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
