import type { MailFile } from '#platform/mail/compose-mail.ts'
import type { Parcel } from './judge-mail.ts'
import { type Reading, readRaw, returnPathOf } from './read-raw.ts'

/** A mail that a service has taken apart. */
export interface Given {
  /** The header section of the email, line by line. */
  readonly headers: string
  readonly from: string | null
  readonly replyTo: string | null
  readonly to: string | null
  readonly subject: string | null
  readonly text: string | null
  readonly html: string | null
  readonly returnPath: string | null
  readonly files: readonly MailFile[]
}

/** Reassembles an email. Its own headers win; separate fields fill in missing ones. */
export async function ofParts(
  reading: Reading,
  { headers, returnPath, files, text, html, ...given }: Given,
): Promise<Parcel> {
  const read = (lines: string) => readRaw(reading, Buffer.from(`${lines}\r\n`, 'utf8'))
  const oneLine = (value: string | null) => (value ?? '').replace(/[\r\n]+/g, ' ')
  const own = await read(headers.replace(/(?:\r?\n){2,}/g, '\r\n'))
  const other = await read(
    [
      `From: ${oneLine(given.from)}`,
      `Reply-To: ${oneLine(given.replyTo)}`,
      `To: ${oneLine(given.to)}`,
      `Subject: ${oneLine(given.subject)}`,
      '',
    ].join('\r\n'),
  )
  return {
    headers: own.headers,
    from: own.from ?? other.from,
    replyTo: own.replyTo.length > 0 ? own.replyTo : other.replyTo,
    to: [...new Set([...own.to, ...other.to])],
    subject: own.subject || other.subject,
    said: text?.trim() ? text : html?.trim() ? await reading.mails.textOf(html, reading.signal) : '',
    files,
    returnPath: returnPath ?? returnPathOf(own),
  }
}
