import type { MailReason } from '#contract/shapes/email-channel.ts'
import { type Correspondent, headerOf } from '#platform/mail/parse-mail.ts'
import type { ReadMail } from '#platform/mail/read-mail.ts'
import { withoutPlus } from '../email-channel.ts'

/** An email as it was received, with its envelope. */
export interface Parcel extends ReadMail {
  /** Where bounces go; empty for a bounce itself, null if unknown. */
  readonly returnPath: string | null
}

/**
 * The author of an email: the address in Reply-To. A contact form writes in its own name for somebody else; a message
 * in somebody else's name with replies to the sender counts as the sender's alone. Never one of our own addresses,
 * which would answer itself forever.
 */
export const writerOf = (
  { from, replyTo }: Pick<Parcel, 'from' | 'replyTo'>,
  ownAddresses: readonly string[],
): Correspondent | null => {
  const wished = replyTo.find(
    ({ address }) => isAddress(address) && !ownAddresses.includes(withoutPlus(address)),
  )
  if (!wished || wished.address === from?.address) return from
  return { address: wished.address, name: wished.name || from?.name || '' }
}

export const isAddress = (address: string) => /^[^\s@<>]+@[^\s@<>]+$/.test(address)

const notices = /^(?:mailer-daemon|postmaster|mail-?daemon)@/

/**
 * Why an email must not be answered: it is a bounce, was written by a program, went to a mailing list, or is our own.
 * Null for an email that a person wrote to us.
 */
export function judgeMail(mail: Parcel, ownAddresses: readonly string[]): MailReason | null {
  const header = (key: string) => headerOf(mail, key).toLowerCase()
  const address = mail.from?.address ?? ''
  const contentType = header('content-type')
  if (/^multipart\/report\b/.test(contentType) || notices.test(address) || mail.returnPath === '')
    return 'bounce'
  if (ownAddresses.includes(withoutPlus(address))) return 'own'
  const submitted = header('auto-submitted')
  const isAutomatic =
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    /\b(?:bulk|junk|auto_reply)\b/.test(header('precedence')) ||
    header('x-auto-response-suppress') !== '' ||
    header('x-autoreply') !== '' ||
    header('x-autorespond') !== '' ||
    header('x-loop') !== ''
  if (isAutomatic) return 'automatic'
  return header('list-id') !== '' || header('precedence') === 'list' ? 'list' : null
}
