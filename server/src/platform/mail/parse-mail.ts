import { isUtf8 } from 'node:buffer'
import type { Address } from 'postal-mime'
import { textFrom } from '../text/text-from.ts'
import type { MailFile } from './compose-mail.ts'

/** A lower-case address with its display name. */
export interface Correspondent {
  readonly address: string
  readonly name: string
}

/** A received email, as far as it is read. Nothing in it is trusted. */
export interface Mail {
  /** By its name in lower case, unfolded and not decoded; in order. */
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly from: Correspondent | null
  /** The addresses to reply to instead of `from`, in order. */
  readonly replyTo: readonly Correspondent[]
  /** All of its recipients. */
  readonly to: readonly string[]
  readonly subject: string
  /** Null if there is none. */
  readonly text: string | null
  readonly html: string | null
  readonly files: readonly MailFile[]
}

// Each line costs the parser microseconds, during which nothing else runs. Attachments have long lines.
const SHORT_LINES_MAX = 50_000
const LINE_OF_A_FILE_MIN = 60

/** Throws if its headers, number of lines or nesting are beyond reason; anything else is read as far as possible. */
export async function parseMail(raw: Uint8Array): Promise<Mail> {
  if (linesIn(raw) > SHORT_LINES_MAX + raw.byteLength / LINE_OF_A_FILE_MIN)
    throw new RangeError('The mail has too many lines.')
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(inUtf8(raw), {
    forceRfc822Attachments: true,
    maxNestingDepth: 50,
    maxHeadersSize: 256 * 1024,
  })
  return {
    headers: mail.headers.map(({ key, value }) => ({ key, value })),
    from: correspondents(mail.from ? [mail.from] : [])[0] ?? null,
    replyTo: correspondents(mail.replyTo ?? []),
    to: correspondents([...(mail.to ?? []), ...(mail.cc ?? [])]).map(({ address }) => address),
    subject: (mail.subject ?? '').replace(/\s+/g, ' ').trim(),
    text: mail.text ?? null,
    html: mail.html ?? null,
    files: mail.attachments
      // Inline images of the HTML are part of its layout.
      .filter(({ related, disposition }) => !related || disposition === 'attachment')
      .map(({ filename, mimeType, content }) => ({
        name: filename ?? (mimeType === 'message/rfc822' ? 'message.eml' : 'file'),
        mediaType: mimeType,
        content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
      })),
  }
}

/** Text in an older encoding that the email does not name, in the form that the parser expects. */
function inUtf8(raw: Uint8Array): Uint8Array {
  if (isUtf8(raw) || /charset\s*=/i.test(Buffer.from(raw).toString('latin1'))) return raw
  const text = textFrom(raw)
  return text === null ? raw : Buffer.from(text)
}

const correspondents = (addresses: readonly Address[]): Correspondent[] =>
  addresses
    .flatMap((one) => one.group ?? [one])
    .flatMap(({ address, name }) =>
      address ? [{ address: address.trim().toLowerCase(), name: name.trim() }] : [],
    )

function linesIn(raw: Uint8Array): number {
  let lines = 0
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) lines += 1
  return lines
}

/** The value of the first header with that name; empty if there is none. */
export const headerOf = ({ headers }: Pick<Mail, 'headers'>, key: string): string =>
  headers.find((header) => header.key === key)?.value.trim() ?? ''

/** The names of mails in a header, in order. */
export const messageIdsIn = (value: string): string[] => value.match(/<[^<>\s]{1,240}>/g) ?? []
