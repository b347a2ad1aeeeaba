import { invalidInput } from '#kernel/fault.ts'
import { linesOf } from './header-lines.ts'
import type { Parcel } from './judge-mail.ts'
import { ofParts, type Given } from './of-parts.ts'
import { type Posted, type Reading, readRaw } from './read-raw.ts'

const FILES_MAX = 100

/**
 * A mail as the form that inbound services post: whole in `email`, `body-mime` or `message`, or in pieces (`from`, `to`,
 * `subject`, `text` or `body-plain`, `html` or `body-html`, `headers` or `message-headers`, and files).
 */
export async function readForm(reading: Reading, { mediaType, content }: Posted): Promise<Parcel> {
  const form = await new Response(content, { headers: { 'content-type': mediaType } })
    .formData()
    .catch(() => {
      throw invalidInput('The form cannot be read.')
    })
  const text = (...names: string[]): string | null => {
    for (const name of names) {
      const value = form.get(name)
      if (typeof value === 'string') return value
    }
    return null
  }
  const envelope = envelopeFrom(text('envelope'), text('sender'))
  const whole = form.get('email') ?? form.get('body-mime') ?? form.get('message')
  if (typeof whole === 'string') return readRaw(reading, Buffer.from(whole, 'utf8'), envelope)
  if (whole) return readRaw(reading, new Uint8Array(await whole.arrayBuffer()), envelope)
  const files = [...form.values()].filter((value) => typeof value !== 'string').slice(0, FILES_MAX)
  const given: Given = {
    headers: headersIn(text('message-headers', 'headers'), {
      'Message-ID': text('Message-Id', 'message-id'),
      'In-Reply-To': text('In-Reply-To'),
      References: text('References'),
    }),
    from: text('from', 'From', 'sender'),
    replyTo: text('reply-to', 'Reply-To'),
    to: text('to', 'To', 'recipient'),
    subject: text('subject', 'Subject'),
    text: text('text', 'body-plain', 'plain'),
    html: text('html', 'body-html'),
    returnPath: envelope,
    files: await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        mediaType: file.type,
        content: new Uint8Array(await file.arrayBuffer()),
      })),
    ),
  }
  return ofParts(reading, given)
}

/** The envelope sender, as told to the receiving server. */
function envelopeFrom(envelope: string | null, sender: string | null): string | null {
  if (envelope === null) return sender
  try {
    const { from } = JSON.parse(envelope) as { from?: unknown }
    return typeof from === 'string' ? from : null
  } catch {
    return null
  }
}

/** Headers as text, as a JSON list of pairs, or as fields of their own. */
function headersIn(given: string | null, single: Record<string, string | null>): string {
  const alone = Object.entries(single).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as const],
  )
  if (given === null) return linesOf(alone)
  if (!given.trimStart().startsWith('[')) return `${given.trimEnd()}\r\n`
  try {
    const pairs = JSON.parse(given) as unknown
    if (Array.isArray(pairs))
      return linesOf(
        pairs.flatMap((pair) => (Array.isArray(pair) ? [[String(pair[0]), String(pair[1])] as const] : [])),
      )
  } catch {
    // Unreadable headers count as absent.
  }
  return linesOf(alone)
}
