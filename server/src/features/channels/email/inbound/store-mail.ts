import { Readable } from 'node:stream'
import type { ReceivedMail } from '#contract/shapes/email-channel.ts'
import { entrustedScope, visitorScope } from '#features/access/index.ts'
import { uploadFile } from '#features/files/index.ts'
import { sendMessage } from '#features/messages/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { step } from '#kernel/step.ts'
import { holdThreads } from '../../thread-store.ts'
import { findByMessageId, insertMail } from '../mail-store.ts'
import { cutQuoted } from './cut-quoted.ts'
import type { Parcel } from './judge-mail.ts'
import type { Place } from './place-mail.ts'
import type { MailFacts } from './mail-facts.ts'

const FILES_MAX = 10
const TEXT_MAX = 90_000
const WHOLE_MAX = 400_000

interface Taking {
  readonly parcel: Parcel
  readonly facts: { channelId: string; outsideId: string; address: string; subject: string }
  readonly place: Place
}

/** Stores a mail that has a place: its files, then its message. */
export async function storeMail(scope: Scope, { parcel, facts, place }: Taking): Promise<ReceivedMail> {
  const { app, tenantId, requestId, signal } = scope
  const { visitorId, name, conversationId } = place
  const visitor = visitorScope(app, tenantId, visitorId, name, { requestId, signal })
  const { fileIds, left } = await upload(visitor, parcel)
  const { shown, whole } = wordsOf(parcel, place.isNew ? facts.subject : '', left)
  const person = { kind: 'visitor', id: visitorId, name } as const
  const outcome = await storeMailMessage(entrustedScope(scope, tenantId, person), {
    ...facts,
    conversationId,
    visitorId,
    name,
    text: shown,
    whole,
    fileIds,
  })
  return { outcome, why: null, conversationId }
}

/** Stores the attachments that are allowed, and reports the others. */
async function upload(visitor: Scope, { files }: Parcel) {
  const fileIds: string[] = []
  const left: string[] = []
  for (const { name, content } of files) {
    if (content.length === 0) continue
    if (fileIds.length >= FILES_MAX) {
      left.push(name)
      continue
    }
    try {
      const bytes = Readable.from([Buffer.from(content)])
      fileIds.push(
        (await uploadFile(visitor, { name: storableText(name).slice(0, 1_000), content: bytes })).id,
      )
    } catch (error) {
      if (!['too_large', 'limit_reached', 'invalid_input'].includes(asFault(error).code)) throw error
      left.push(name)
    }
  }
  return { fileIds, left }
}

/** The visible text of an email, and its whole text. The first email of a conversation is shown with its subject. */
export function wordsOf(
  { said }: Pick<Parcel, 'said'>,
  subject: string,
  left: readonly string[] = [],
): { shown: string; whole: string | null } {
  const clean = storableText(said.slice(0, WHOLE_MAX)).replace(/\r\n?/g, '\n').trim()
  const { shown, isCut } = cutQuoted(clean)
  const parts = [
    ...(subject !== '' && !shown.toLowerCase().startsWith(subject.toLowerCase()) ? [subject] : []),
    ...(shown === '' ? [] : [shown.slice(0, TEXT_MAX)]),
    ...(left.length === 0
      ? []
      : [
          `[${left
            .map((name) => storableText(name).slice(0, 100))
            .slice(0, 20)
            .join(', ')}]`,
        ]),
  ]
  const isLess = isCut || shown.length > TEXT_MAX
  return { shown: parts.join('\n\n'), whole: isLess ? clean : null }
}

interface FittingMail extends MailFacts {
  readonly conversationId: string
  readonly visitorId: string
  readonly name: string
  readonly text: string
  readonly whole: string | null
  readonly fileIds: readonly string[]
}

/** Stores the message of an email and records the email, or finds both. Part of `receiveMail`. */
const storeMailMessage = step(
  async (
    context,
    { channelId, outsideId, address, subject, ...mail }: FittingMail,
  ): Promise<'taken' | 'known'> => {
    const { tx, scope } = context
    const { conversationId, visitorId, name, text, whole, fileIds } = mail
    await holdThreads(tx, channelId)
    if (await findByMessageId(tx, { channelId, outsideId, direction: 'in' })) return 'known'
    const { app, tenantId, requestId, signal } = scope
    // In the name of the person, with the rights of a visitor.
    const visitor = visitorScope(app, tenantId, visitorId, name, { requestId, signal })
    const { message } = await sendMessage.within(
      { ...context, scope: visitor },
      {
        conversationId,
        parts: [
          ...(text === '' && fileIds.length > 0 ? [] : [{ type: 'text' as const, text: text || '…' }]),
          ...fileIds.map((fileId) => ({ type: 'file' as const, fileId })),
        ],
      },
    )
    await insertMail(tx, scope, {
      channel_id: channelId,
      direction: 'in',
      state: 'taken',
      address,
      subject,
      outside_id: outsideId,
      person_id: visitorId,
      conversation_id: conversationId,
      message_id: message.id,
      whole,
    })
    return 'taken'
  },
  { evenWhenFull: true },
)
