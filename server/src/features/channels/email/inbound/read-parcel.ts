import { createHash } from 'node:crypto'
import { headerOf, messageIdsIn } from '#platform/mail/parse-mail.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Parcel } from './judge-mail.ts'
import { readForm } from './read-form.ts'
import { readPosted } from './read-posted.ts'
import { type Posted, type Reading, readRaw } from './read-raw.ts'

/** The email in a request: itself, or in one of the forms of mail services. Throws Fault `invalid_input`. */
export async function readParcel(reading: Reading, posted: Posted): Promise<Parcel> {
  const { mediaType, content } = posted
  const kind = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (kind === 'message/rfc822') return readRaw(reading, content)
  if (kind === 'multipart/form-data' || kind === 'application/x-www-form-urlencoded')
    return readForm(reading, posted)
  if (kind === 'application/json') return readPosted(reading, content)
  throw invalidInput('Send the email as message/rfc822 or in one of the documented formats.')
}

const NAME_MAX = 250

/** The Message-ID of an email. One without an ID gets one from its content, so that a repeat is recognized. */
export function nameOf(mail: Parcel): string {
  const [given] = messageIdsIn(headerOf(mail, 'message-id'))
  if (given !== undefined && given.length <= NAME_MAX) return given
  const { headers, from, subject, said } = mail
  const content = JSON.stringify([headers.filter(({ key }) => key !== 'received'), from, subject, said])
  return `<${createHash('sha256').update(content).digest('hex')}@unnamed>`
}

/** The emails that it replies to, nearest first. */
export const answeredBy = (mail: Parcel): string[] =>
  [
    ...new Set([
      ...messageIdsIn(headerOf(mail, 'in-reply-to')),
      ...messageIdsIn(headerOf(mail, 'references')).toReversed(),
    ]),
  ].slice(0, 50)
