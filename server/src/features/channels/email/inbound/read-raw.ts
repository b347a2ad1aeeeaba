import { headerOf, type Mail, parseMail } from '#platform/mail/parse-mail.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Parcel } from './judge-mail.ts'

/** A whole mail, as RFC 5322 has it. */
export async function readRaw(content: Uint8Array, envelopeFrom?: string | null): Promise<Parcel> {
  const mail = await parseMail(content).catch((error: unknown) => {
    throw invalidInput(`The mail cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  })
  return { ...mail, returnPath: envelopeFrom ?? returnPathOf(mail) }
}

/** Null where no server noted it: then nothing can be said. */
export function returnPathOf(mail: Pick<Mail, 'headers'>): string | null {
  const noted = headerOf(mail, 'return-path')
  return noted === '' ? null : noted.replace(/[<>]/g, '').trim()
}
