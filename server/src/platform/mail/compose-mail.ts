export interface MailFacts {
  /** `Name <address>` or an address alone. */
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** `<…@…>`; the same for every try of one mail. */
  readonly messageId: string
  readonly at: Date
}

/** The address in `Name <address>`, or the text itself. */
export const addressOf = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

/** One line of a header: nothing that was given can begin another one. */
const plain = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const WORD_BYTES = 39

/** Text of a header as RFC 2047 has it: as it is where that is ASCII, else in encoded words of whole characters. */
function headerText(text: string): string {
  const clean = plain(text)
  if (/^[\x20-\x7e]*$/.test(clean)) return clean
  const words: string[] = []
  let word = ''
  for (const character of clean) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ')
}

/** `Name <address>`, its name as headers have it. */
function asMailbox(text: string): string {
  const name = text.replace(/<[^<>]*>\s*$/, '').trim()
  const address = plain(addressOf(text))
  if (name === '' || name === address) return address
  const isAscii = /^[\x20-\x7e]*$/.test(name)
  return `${isAscii ? `"${name.replace(/["\\]/g, '')}"` : headerText(name)} <${address}>`
}

/** One mail of plain text, as RFC 5322 has it: ASCII throughout, lines ended by CR LF. */
export const composeMail = ({ from, to, subject, text, messageId, at }: MailFacts): string =>
  [
    `From: ${asMailbox(from)}`,
    `To: ${asMailbox(to)}`,
    `Subject: ${headerText(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${plain(messageId)}`,
    // So that no out-of-office notice answers it.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(text.toWellFormed())
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ].join('\r\n')
