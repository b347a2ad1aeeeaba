import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { personalMails } from './email/personal-data.ts'
import { sealedSigningKeys } from './email/signing.ts'
import { mailAnswer } from './email/job-kinds.ts'
import { smtpResponse } from './email/outgoing/fail-mail.ts'
import { sendAnswer } from './email/outgoing/send-answer.ts'
import { settleMail } from './email/outgoing/settle-mail.ts'

/** The external threads of a person. Their conversations take the threads with them. */
const personalThreads: PersonalData = {
  name: 'threads',
  async move({ tx }, fromId, toId) {
    await tx
      .updateTable('channel_threads')
      .set({ visitor_id: toId })
      .where('visitor_id', '=', fromId)
      .execute()
  },
  collect: (tx, visitorId) =>
    tx
      .selectFrom('channel_threads')
      .select(['outside_id as outsideId', 'outside_person_id as outsidePersonId', 'created_at as at'])
      .where('visitor_id', '=', visitorId)
      .orderBy('id')
      .execute(),
  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('channel_threads')
      .where('visitor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'email_threads', column: 'subject', key: ['conversation_id'] },
  { table: 'channel_mails', column: 'subject', key: ['id'] },
  { table: 'channel_mails', column: 'whole', key: ['id'] },
]

const jobHandlers = [
  jobHandler(mailAnswer, {
    work: sendAnswer,
    concurrency: 2,
    giveUp: (scope, { mailId }, fault) =>
      settleMail(scope, { mailId, why: 'unreachable', detail: smtpResponse(fault) }),
  }),
] as const

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  sealedColumns: [sealedSigningKeys],
  personalData: [personalMails, personalThreads],
}

const whoManagesChannels = (actor: Actor) => actor.permissions.has('channel:manage')

/** Who may receive its events. */
export const audience = {
  'channel.created': whoManagesChannels,
  'channel.changed': whoManagesChannels,
  'channel.secret-changed': whoManagesChannels,
  'channel.deleted': whoManagesChannels,
} as const
