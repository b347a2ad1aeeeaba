import * as csat from '#features/csat/index.ts'
import * as reports from '#features/reports/index.ts'
import { route, type Route } from './route.ts'

/** CSAT ratings and reports. */
export const reportsRoutes: readonly Route[] = [
  route(
    'GET',
    '/v1/conversations/:conversationId/csat-rating',
    csat.readCsatRating,
    'Read the CSAT survey of a conversation and its rating',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/csat-rating',
    csat.rateConversation,
    'Rate your own conversation',
  ),
  route(
    'GET',
    '/v1/inbox/conversations/:conversationId/csat-ratings',
    csat.listCsatRatings,
    'List the CSAT ratings of a conversation',
  ),
  route('GET', '/v1/csat-settings', csat.readCsatSettings, 'Read the CSAT settings'),
  route('PATCH', '/v1/csat-settings', csat.changeCsatSettings, 'Change the CSAT settings'),
  route('GET', '/v1/reports', reports.readReport, 'Read the report of a period'),
  route('GET', '/v1/reports/topics', reports.readTopics, 'Read the topics of a period'),
]
