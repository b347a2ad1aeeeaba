import MailComposer from 'nodemailer/lib/mail-composer'
import { addressOf, asMessageIds, nameOf } from './header-text.ts'

export interface MailFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

export interface MailFacts {
  /** `Name <address>` or an address alone. */
  readonly from: string
  readonly to: string
  /** The address for replies, if it is not `from`. */
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  /** The same as HTML, beside the text. */
  readonly html?: string
  readonly files?: readonly MailFile[]
  /** `<…@…>`; the same for every attempt to send one mail. */
  readonly messageId: string
  /** The email it replies to, and the ones before, oldest first. */
  readonly inReplyTo?: string
  readonly references?: readonly string[]
  /** Whether a program wrote it, and why; null for an email that a person wrote. */
  readonly automatic?: 'auto-generated' | 'auto-replied' | null
  readonly at: Date
}

const mailbox = (text: string) => ({ name: nameOf(text), address: addressOf(text) })

/** One mail, as RFC 5322 has it: ASCII throughout, lines ended by CR LF. */
export function composeMail(facts: MailFacts): Promise<Buffer> {
  const { from, to, replyTo, subject, text, html, files = [], messageId, references = [], at } = facts
  // Prevents out-of-office replies to it.
  const automatic = facts.automatic === undefined ? 'auto-generated' : facts.automatic
  const [inReplyTo] = asMessageIds([facts.inReplyTo ?? ''])
  return new MailComposer({
    from: mailbox(from),
    to: mailbox(to),
    ...(replyTo !== undefined && { replyTo: mailbox(replyTo) }),
    subject: subject.toWellFormed(),
    text: text.toWellFormed(),
    ...(html !== undefined && { html: html.toWellFormed() }),
    textEncoding: 'base64',
    attachments: files.map(({ name, mediaType, content }) => ({
      filename: name.toWellFormed(),
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream',
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    })),
    messageId,
    ...(inReplyTo !== undefined && { inReplyTo }),
    references: asMessageIds(references),
    headers: automatic === null ? {} : { 'Auto-Submitted': automatic },
    date: at,
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}
