import { z } from 'zod'
import { invalidInput } from '#kernel/fault.ts'
import { linesOf } from './header-lines.ts'
import type { Parcel } from './judge-mail.ts'
import { ofParts } from './of-parts.ts'
import { type Reading, readRaw } from './read-raw.ts'

const text = z.string().nullish()

/** An email as JSON: whole in `raw` or `RawEmail`, or in capitalized fields, as Postmark posts it. */
const Body = z.object({
  raw: text,
  RawEmail: text,
  From: text,
  To: text,
  Cc: text,
  ReplyTo: text,
  Subject: text,
  TextBody: text,
  HtmlBody: text,
  Headers: z
    .array(z.object({ Name: z.string(), Value: z.string() }))
    .max(500)
    .default([]),
  Attachments: z
    .array(z.object({ Name: z.string(), Content: z.string(), ContentType: z.string().default('') }))
    .max(100)
    .default([]),
})

export async function readPosted(reading: Reading, content: Uint8Array): Promise<Parcel> {
  const body = Body.safeParse(jsonOf(content))
  if (!body.success) throw invalidInput('The body is not an email in a known format.')
  const { raw, RawEmail, Headers, Attachments, ...given } = body.data
  const whole = raw ?? RawEmail
  if (whole) return readRaw(reading, Buffer.from(whole, 'utf8'))
  return ofParts(reading, {
    headers: linesOf(Headers.map(({ Name, Value }) => [Name, Value])),
    from: given.From ?? null,
    replyTo: given.ReplyTo ?? null,
    to: [given.To, given.Cc].filter(Boolean).join(', '),
    subject: given.Subject ?? null,
    text: given.TextBody ?? null,
    html: given.HtmlBody ?? null,
    returnPath: null,
    files: Attachments.map(({ Name, Content, ContentType }) => ({
      name: Name,
      mediaType: ContentType,
      content: Buffer.from(Content, 'base64'),
    })),
  })
}

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'))
  } catch {
    throw invalidInput('The body is not JSON.')
  }
}
