import type { MailReader } from '#kernel/ports.ts'
import { headerOf } from '#platform/mail/parse-mail.ts'
import type { ReadMail } from '#platform/mail/read-mail.ts'
import type { Parcel } from './judge-mail.ts'

/** Parses the email, within the time limit. */
export interface Reading {
  readonly mails: MailReader
  readonly signal: AbortSignal
}

/** The request of a mail service. */
export interface Posted {
  readonly mediaType: string
  readonly content: Uint8Array<ArrayBuffer>
}

/** A whole mail, as RFC 5322 has it. */
export async function readRaw(
  { mails, signal }: Reading,
  content: Uint8Array,
  envelopeFrom?: string | null,
): Promise<Parcel> {
  const mail = await mails.read(content, signal)
  return { ...mail, returnPath: envelopeFrom ?? returnPathOf(mail) }
}

/** Null if no server recorded it. */
export function returnPathOf(mail: Pick<ReadMail, 'headers'>): string | null {
  const noted = headerOf(mail, 'return-path')
  return noted === '' ? null : noted.replace(/[<>]/g, '').trim()
}
