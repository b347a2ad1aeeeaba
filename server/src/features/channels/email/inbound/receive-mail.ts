import { Readable } from 'node:stream'
import { z } from 'zod'
import { timingSafeEqual } from 'node:crypto'
import { type MailReason, ReceivedMail } from '#contract/shapes/email-channel.ts'
import { refuseSuspended, systemScope, hashToken } from '#features/access/index.ts'
import { asFault, Fault, invalidInput, tooLarge, notFound } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { flow } from '#kernel/use-case.ts'
import { readStep } from '#kernel/step.ts'
import { tokenIn, withoutPlus } from '../email-channel.ts'
import { findEmailChannel, ownAddresses } from '../email-channel-store.ts'
import { isAddress, judgeMail, type Parcel, writerOf } from './judge-mail.ts'
import { noteIgnored } from './note-ignored.ts'
import { placeMail } from './place-mail.ts'
import { refuseUnsigned } from './refuse-unsigned.ts'
import { answeredBy, nameOf, readParcel } from './read-parcel.ts'
import { storeMail } from './store-mail.ts'

const BYTES_MAX = 30 * 1_048_576

const Receive = z.strictObject({
  tenantId: z.uuid(),
  channelId: z.uuid(),
  secret: z.string().max(200),
  mediaType: z.string().max(500),
  /** Those of the request, by their names in lower case. */
  headers: z.record(z.string(), z.string()),
  content: z.instanceof(Readable),
})

/**
 * Receives an email from a mail service, once, and has it answered like any other message. Automatic email and bounces
 * are recorded, but not answered.
 */
export const receiveMail = flow({
  name: 'mail.receive',
  permission: 'public',
  input: Receive,
  output: ReceivedMail,
  async run({ scope: stranger, ports }, { tenantId, channelId, secret, ...posted }): Promise<ReceivedMail> {
    const { app, requestId, signal } = stranger
    const scope = systemScope(app, tenantId, { requestId, signal })
    const mailbox = await openMailbox(scope, { channelId, secret })
    await refuseSuspended(app, tenantId)
    if (mailbox.isClosed) throw new Fault('precondition_failed', 'This channel does not accept messages now.')
    const content = await bytesOf(posted.content)
    refuseUnsigned(scope, mailbox.signed, { headers: posted.headers, content })
    const reading = { mails: ports.mails, signal }
    const parcel = await readParcel(reading, { mediaType: posted.mediaType, content })
    const writer = writerOf(parcel, mailbox.ownAddresses)
    const facts = {
      channelId,
      outsideId: storableText(nameOf(parcel)),
      address: storableText(writer?.address ?? '').slice(0, 320),
      subject: storableText(parcel.subject).slice(0, 500),
    }
    const ignore = async (why: MailReason) => {
      await noteIgnored(scope, { ...facts, why, about: mentionedIn(parcel) })
      return { outcome: 'ignored', why, conversationId: null } as const
    }
    const reason = judgeMail(parcel, mailbox.ownAddresses) ?? (isAddress(facts.address) ? null : 'empty')
    if (reason) return ignore(reason)
    const tokens = parcel.to
      .filter((address) => withoutPlus(address) === mailbox.address)
      .flatMap((address) => tokenIn(address) ?? [])
    try {
      const place = await placeMail(scope, {
        ...facts,
        name: storableText(writer?.name ?? '').slice(0, 100),
        answered: answeredBy(parcel).map(storableText),
        tokens: tokens.slice(0, 5),
      })
      if (place.outcome === 'known')
        return { outcome: 'known', why: null, conversationId: place.conversationId }
      if (place.outcome === 'ignored') return await ignore(place.why)
      return await storeMail(scope, { parcel, facts, place })
    } catch (error) {
      if (asFault(error).reason !== 'blocked') throw error
      return ignore('blocked')
    }
  },
})

/** Throws Fault `too_large`. */
async function bytesOf(content: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of content as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > BYTES_MAX) throw tooLarge('A mail', BYTES_MAX)
    pieces.push(piece)
  }
  if (bytes === 0) throw invalidInput('This is not an email.')
  return new Uint8Array(Buffer.concat(pieces))
}

/** Emails that a bounce may be about: those in its headers or in the returned text. */
function mentionedIn(parcel: Parcel): string[] {
  const sentBack = parcel.files
    .filter(({ mediaType }) => /^(?:message\/|text\/rfc822-headers)/.test(mediaType))
    .map(({ content }) => Buffer.from(content.subarray(0, 64_000)).toString('latin1'))
  const texts = [...sentBack, parcel.said.slice(0, 64_000)]
  const named = texts.flatMap((text) => [...text.matchAll(/<[^<>\s]{3,240}>/g)].map(([name]) => name))
  return [...new Set([...answeredBy(parcel), ...named])].slice(0, 100).map(storableText)
}

/** Lets a mail service in that shows the secret of the channel. */
const openMailbox = readStep(async ({ tx }, { channelId, secret }: { channelId: string; secret: string }) => {
  const row = await findEmailChannel(tx, channelId)
  // A caller without the secret does not learn whether the channel exists.
  if (!row || !isSame(row.secret_hash, hashToken(secret))) throw notFound('channel')
  const { id, address, is_closed: isClosed, signing, signing_header, sealed_signing_key } = row
  const signed = { id, signing, signing_header, sealed_signing_key }
  return { address, isClosed, ownAddresses: await ownAddresses(tx), signed }
})

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
