import type { z } from 'zod'
import type { RatingLanguage, RatingSettings, RatingWish } from '#contract/shapes/rating.ts'
import type { ReadReport, ReadTopics, Report, Topics } from '#contract/shapes/report.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

export const report = (query: z.input<typeof ReadReport>): Resource<Report> => ({
  key: `reports?${JSON.stringify(query)}`,
  load: () => client.reports.read(query),
})
export const topics = (query: z.input<typeof ReadTopics>): Resource<Topics> => ({
  key: `reports/topics?${JSON.stringify(query)}`,
  load: () => client.reports.topics(query),
})
export const ratingSettings: Resource<RatingSettings> = {
  key: 'rating-settings',
  load: () => client.ratings.settings(),
}
/** What the owner of a conversation is asked of it. */
export const ratingOf = (conversationId: string, language: RatingLanguage): Resource<RatingWish> => ({
  key: `conversation/${conversationId}/rating/${language}`,
  load: () => client.ratings.read(conversationId, language),
})
