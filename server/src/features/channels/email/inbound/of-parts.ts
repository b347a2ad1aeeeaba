import type { MailFile } from '#platform/mail/compose-mail.ts'
import { type Mail, parseMail } from '#platform/mail/parse-mail.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Parcel } from './judge-mail.ts'
import { returnPathOf } from './read-raw.ts'

/** A mail that a service has taken apart. */
export interface Given {
  /** The beginning of the mail, line by line. */
  readonly headers: string
  readonly from: string | null
  readonly to: string | null
  readonly subject: string | null
  readonly text: string | null
  readonly html: string | null
  readonly returnPath: string | null
  readonly files: readonly MailFile[]
}

/** Puts it together again. The mail's own headers count; what was given besides fills in what they leave out. */
export async function ofParts({ headers, returnPath, files, ...given }: Given): Promise<Parcel> {
  const read = (text: string): Promise<Mail> =>
    parseMail(Buffer.from(text, 'utf8')).catch(() => {
      throw invalidInput('headers: cannot be read')
    })
  const oneLine = (text: string | null) => (text ?? '').replace(/[\r\n]+/g, ' ')
  const [own, other] = await Promise.all([
    read(`${headers.replace(/(?:\r?\n){2,}/g, '\r\n')}\r\n`),
    read(
      `From: ${oneLine(given.from)}\r\nTo: ${oneLine(given.to)}\r\nSubject: ${oneLine(given.subject)}\r\n\r\n`,
    ),
  ])
  return {
    headers: own.headers,
    from: own.from ?? other.from,
    to: [...new Set([...own.to, ...other.to])],
    subject: own.subject || other.subject,
    text: given.text,
    html: given.html,
    files,
    returnPath: returnPath ?? returnPathOf(own),
  }
}
