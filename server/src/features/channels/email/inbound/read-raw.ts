import type { MailReader } from '#kernel/ports.ts'
import { headerOf } from '#platform/mail/parse-mail.ts'
import type { ReadMail } from '#platform/mail/read-mail.ts'
import type { Parcel } from './judge-mail.ts'

/** Takes apart what came, as far as that takes time. */
export interface Reading {
  readonly mails: MailReader
  readonly signal: AbortSignal
}

/** What a mail service posted. */
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

/** Null where no server noted it: then nothing can be said. */
export function returnPathOf(mail: Pick<ReadMail, 'headers'>): string | null {
  const noted = headerOf(mail, 'return-path')
  return noted === '' ? null : noted.replace(/[<>]/g, '').trim()
}
