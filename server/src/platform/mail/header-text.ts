/** The address in `Name <address>`, or the text itself. */
export const addressOf = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

/** One line of a header: nothing that was given can begin another one. */
export const plain = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const WORD_BYTES = 39

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)

/** Text of a header as RFC 2047 has it: as it is where that is ASCII, else in encoded words of whole characters. */
export function headerText(text: string): string {
  const clean = plain(text).toWellFormed()
  if (isAscii(clean)) return clean
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
export function asMailbox(text: string): string {
  const name = plain(text.replace(/<[^<>]*>\s*$/, ''))
  const address = plain(addressOf(text))
  if (name === '' || name === address) return address
  return `${isAscii(name) ? `"${name.replace(/["\\]/g, '')}"` : headerText(name)} <${address}>`
}

/** Names of mails, `<…@…>`, one a line so that none grows too long; what is no such name is left out. */
export const asMessageIds = (ids: readonly string[]): string =>
  ids.filter((id) => /^<[\x21-\x3b\x3d\x3f-\x7e]{1,240}>$/.test(id)).join('\r\n ')

/** `name="value"` of a header, also for what is not ASCII (RFC 2231). */
export function parameter(name: string, value: string): string {
  const clean = plain(value).replace(/["\\]/g, '').toWellFormed()
  if (isAscii(clean) && clean.length <= 60) return `${name}="${clean}"`
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  const pieces = encoded.match(/(?:%[0-9a-f]{2}|[^%]){1,50}/gi) ?? []
  return pieces.map((piece, at) => `${name}*${at}*=${at === 0 ? "utf-8''" : ''}${piece}`).join(';\r\n ')
}
