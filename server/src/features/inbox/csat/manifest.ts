import { conversationResolved } from '#features/inbox/handoff/index.ts'
import { maySeeConversation } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { askForCsatRating, handleResolved } from './ask-for-csat-rating.ts'
import { csatAsk } from './job-kinds.ts'

/** CSAT ratings of visitors. */
const personalCsatRatings: PersonalData = {
  name: 'csat-ratings',

  async move({ tx }, fromId, toId) {
    await tx.updateTable('csat_ratings').set({ owner_id: toId }).where('owner_id', '=', fromId).execute()
  },

  collect: (tx, visitorId) =>
    tx
      .selectFrom('csat_ratings')
      .select(['conversation_id as conversationId', 'score', 'comment', 'rated_at as ratedAt'])
      .where('owner_id', '=', visitorId)
      .where('rated_at', 'is not', null)
      .orderBy('id')
      .execute(),

  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('csat_ratings')
      .where('owner_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [{ table: 'csat_ratings', column: 'comment', key: ['id'] }]

const jobHandlers = [
  jobHandler(conversationResolved, { work: handleResolved, concurrency: 2 }),
  jobHandler(csatAsk, { work: askForCsatRating, concurrency: 2 }),
]

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  personalData: [personalCsatRatings],
}

/** Who may receive its events. */
export const audience = {
  'csat-rating.requested': maySeeConversation,
  'csat-rating.given': maySeeConversation,
  'csat-settings.changed': (actor: Actor): boolean => actor.permissions.has('tenant:manage'),
} as const
