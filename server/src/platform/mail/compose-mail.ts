import { asMailbox, asMessageIds, headerText, parameter, plain } from './header-text.ts'

export interface MailFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

export interface MailFacts {
  /** `Name <address>` or an address alone. */
  readonly from: string
  readonly to: string
  /** Where replies go, where that is not `from`. */
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  /** The same as a page, beside the text. */
  readonly html?: string
  readonly files?: readonly MailFile[]
  /** `<…@…>`; the same for every try of one mail. */
  readonly messageId: string
  /** What it answers, and the mails before it, the oldest first. */
  readonly inReplyTo?: string
  readonly references?: readonly string[]
  /** Whether nobody wrote it by hand, and what for; null for what a person wrote. */
  readonly automatic?: 'auto-generated' | 'auto-replied' | null
  readonly at: Date
}

const base64Lines = (content: Uint8Array): string[] =>
  Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    .toString('base64')
    .match(/.{1,76}/g) ?? []

interface Part {
  readonly headers: readonly string[]
  readonly lines: readonly string[]
}

const textPart = (kind: 'plain' | 'html', text: string): Part => ({
  headers: [`Content-Type: text/${kind}; charset=utf-8`, 'Content-Transfer-Encoding: base64'],
  lines: base64Lines(Buffer.from(text.toWellFormed())),
})

const filePart = ({ name, mediaType, content }: MailFile): Part => ({
  headers: [
    `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream'}`,
    `Content-Disposition: attachment;\r\n ${parameter('filename', name)}`,
    'Content-Transfer-Encoding: base64',
  ],
  lines: base64Lines(content),
})

/** Parts in one; base64 has no `=_`, so no part holds the line that ends it. */
function together(kind: 'alternative' | 'mixed', parts: readonly Part[]): Part {
  const boundary = `=_${kind}`
  return {
    headers: [`Content-Type: multipart/${kind}; boundary="${boundary}"`],
    lines: [
      ...parts.flatMap(({ headers, lines }) => [`--${boundary}`, ...headers, '', ...lines]),
      `--${boundary}--`,
    ],
  }
}

function contentOf({ text, html, files = [] }: MailFacts): Part {
  const words = textPart('plain', text)
  const readable = html === undefined ? words : together('alternative', [words, textPart('html', html)])
  return files.length === 0 ? readable : together('mixed', [readable, ...files.map(filePart)])
}

/** One mail, as RFC 5322 has it: ASCII throughout, lines ended by CR LF. */
export function composeMail(facts: MailFacts): string {
  const { from, to, replyTo, subject, messageId, inReplyTo, references = [], at } = facts
  // So that no out-of-office notice answers it.
  const automatic = facts.automatic === undefined ? 'auto-generated' : facts.automatic
  const content = contentOf(facts)
  const answered = asMessageIds(inReplyTo === undefined ? [] : [inReplyTo])
  const before = asMessageIds(references)
  return [
    `From: ${asMailbox(from)}`,
    `To: ${asMailbox(to)}`,
    ...(replyTo === undefined ? [] : [`Reply-To: ${asMailbox(replyTo)}`]),
    `Subject: ${headerText(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${plain(messageId)}`,
    ...(answered === '' ? [] : [`In-Reply-To: ${answered}`]),
    ...(before === '' ? [] : [`References: ${before}`]),
    ...(automatic === null ? [] : [`Auto-Submitted: ${automatic}`]),
    'MIME-Version: 1.0',
    ...content.headers,
    '',
    ...content.lines,
    '',
  ].join('\r\n')
}
