import type { MailReason } from '#contract/shapes/email-channel.ts'
import { type Correspondent, headerOf } from '#platform/mail/parse-mail.ts'
import type { ReadMail } from '#platform/mail/read-mail.ts'
import { withoutPlus } from '../email-channel.ts'

/** A mail as it came, and what was said of it on the way. */
export interface Parcel extends ReadMail {
  /** Whom notices go to that it could not be delivered; empty for a notice itself, null where nobody said. */
  readonly returnPath: string | null
}

/**
 * Who wrote a mail: whoever it asks to be answered. A form on a site writes in its own name for somebody else; and
 * whoever would write in another's name, to be answered themselves, is taken for themselves alone. Never one of our own
 * addresses, which we would answer for ever.
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
 * Why nobody should answer a mail: it is a notice that another could not be delivered, a program wrote it, it went to
 * a list, or it is one of ours. Null for what a person wrote to us.
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
