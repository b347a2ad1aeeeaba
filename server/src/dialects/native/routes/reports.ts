import * as csat from '#features/csat/index.ts'
import * as reports from '#features/reports/index.ts'
import { route, type Route } from './route.ts'

/** How conversations went: what people said of them, and figures. */
export const reportsRoutes: readonly Route[] = [
  route(
    'GET',
    '/v1/conversations/:conversationId/csat-rating',
    csat.readCsatRating,
    'Read what the owner of a conversation is asked of it, and what they said',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/csat-rating',
    csat.rateConversation,
    "Say how a conversation of one's own went",
  ),
  route(
    'GET',
    '/v1/inbox/conversations/:conversationId/csat-ratings',
    csat.listCsatRatings,
    'List what the owner of a conversation said of it',
  ),
  route('GET', '/v1/csat-settings', csat.readCsatSettings, 'Read whether people are asked to rate'),
  route('PATCH', '/v1/csat-settings', csat.changeCsatSettings, 'Set whether people are asked to rate'),
  route('GET', '/v1/reports', reports.readReport, 'Read the figures of a period'),
  route('GET', '/v1/reports/topics', reports.readTopics, 'Read what a period was about'),
]
