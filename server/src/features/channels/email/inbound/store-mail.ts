import { Readable } from 'node:stream'
import type { ReceivedMail } from '#contract/shapes/email-channel.ts'
import { entrustedScope, visitorScope } from '#features/access/index.ts'
import { uploadFile } from '#features/files/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { cutQuoted } from './cut-quoted.ts'
import type { Parcel } from './judge-mail.ts'
import type { Place } from './place-mail.ts'
import { storeMailMessage } from './store-mail-message.ts'

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

/** Takes what is attached, as far as it may be taken; and says what was not. */
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

/** What of a mail is shown, and all that it said. What begins a conversation is shown with its subject. */
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
