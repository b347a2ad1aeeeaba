import type { z } from 'zod'
import type {
  ChangeCsatSettings,
  RateConversation,
  CsatRating,
  CsatLanguage,
  CsatSettings,
  CsatRequest,
} from '#contract/shapes/csat.ts'
import type { ReadReport, ReadTopics, Report, Topics } from '#contract/shapes/report.ts'
import { path, type Transport } from '../transport.ts'

/** What people say of how a conversation went. */
export const csatCalls = ({ call }: Transport) => ({
  read: (conversationId: string, language: CsatLanguage = 'en') =>
    call<CsatRequest>('GET', path`/v1/conversations/${conversationId}/csat-rating`, { query: { language } }),
  /** For whoever the conversation belongs to. `conflict` where nobody asked, or it is too late. */
  give: (conversationId: string, body: Omit<z.input<typeof RateConversation>, 'conversationId'>) =>
    call<CsatRating>('POST', path`/v1/conversations/${conversationId}/csat-rating`, { body }),
  /** Of all resolutions, the latest first; for operators. */
  list: (conversationId: string) =>
    call<{ items: CsatRating[] }>('GET', path`/v1/inbox/conversations/${conversationId}/csat-ratings`),
  settings: () => call<CsatSettings>('GET', '/v1/csat-settings'),
  change: (body: z.input<typeof ChangeCsatSettings>) =>
    call<CsatSettings>('PATCH', '/v1/csat-settings', { body }),
})

/** Figures of how conversations went. */
export const reportCalls = ({ call }: Transport) => ({
  read: (query: z.input<typeof ReadReport>) => call<Report>('GET', '/v1/reports', { query: { ...query } }),
  topics: (query: z.input<typeof ReadTopics>) =>
    call<Topics>('GET', '/v1/reports/topics', { query: { ...query } }),
})
