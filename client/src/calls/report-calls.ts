import type { z } from 'zod'
import type {
  ChangeRatingSettings,
  RateConversation,
  Rating,
  RatingLanguage,
  RatingSettings,
  RatingWish,
} from '#contract/shapes/rating.ts'
import type { ReadReport, ReadTopics, Report, Topics } from '#contract/shapes/report.ts'
import { path, type Transport } from '../transport.ts'

/** What people say of how a conversation went. */
export const ratingCalls = ({ call }: Transport) => ({
  read: (conversationId: string, language: RatingLanguage = 'en') =>
    call<RatingWish>('GET', path`/v1/conversations/${conversationId}/rating`, { query: { language } }),
  /** For whoever the conversation belongs to. `conflict` where nobody asked, or it is too late. */
  give: (conversationId: string, body: Omit<z.input<typeof RateConversation>, 'conversationId'>) =>
    call<Rating>('POST', path`/v1/conversations/${conversationId}/rating`, { body }),
  /** Of all resolutions, the latest first; for the desk. */
  list: (conversationId: string) =>
    call<{ items: Rating[] }>('GET', path`/v1/desk/conversations/${conversationId}/ratings`),
  settings: () => call<RatingSettings>('GET', '/v1/rating-settings'),
  change: (body: z.input<typeof ChangeRatingSettings>) =>
    call<RatingSettings>('PATCH', '/v1/rating-settings', { body }),
})

/** Figures of how conversations went. */
export const reportCalls = ({ call }: Transport) => ({
  read: (query: z.input<typeof ReadReport>) => call<Report>('GET', '/v1/reports', { query: { ...query } }),
  topics: (query: z.input<typeof ReadTopics>) =>
    call<Topics>('GET', '/v1/reports/topics', { query: { ...query } }),
})
