import type { z } from 'zod'
import type { CsatLanguage, CsatSettings, CsatRequest } from '#contract/shapes/csat.ts'
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
export const csatSettings: Resource<CsatSettings> = {
  key: 'csat-settings',
  load: () => client.csat.settings(),
}
/** What the owner of a conversation is asked of it. */
export const csatRatingOf = (conversationId: string, language: CsatLanguage): Resource<CsatRequest> => ({
  key: `conversation/${conversationId}/csat-rating/${language}`,
  load: () => client.csat.read(conversationId, { language }),
})
