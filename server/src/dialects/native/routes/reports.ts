import * as ratings from '#features/ratings/index.ts'
import * as reports from '#features/reports/index.ts'
import { route, type Route } from './route.ts'

/** How conversations went: what people said of them, and figures. */
export const reportsRoutes: readonly Route[] = [
  route(
    'GET',
    '/v1/conversations/:conversationId/rating',
    ratings.readRating,
    'Read what the owner of a conversation is asked of it, and what they said',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/rating',
    ratings.rateConversation,
    "Say how a conversation of one's own went",
  ),
  route(
    'GET',
    '/v1/desk/conversations/:conversationId/ratings',
    ratings.listRatings,
    'List what the owner of a conversation said of it',
  ),
  route('GET', '/v1/rating-settings', ratings.readRatingSettings, 'Read whether people are asked to rate'),
  route('PATCH', '/v1/rating-settings', ratings.changeRatingSettings, 'Set whether people are asked to rate'),
  route('GET', '/v1/reports', reports.readReport, 'Read the figures of a period'),
  route('GET', '/v1/reports/topics', reports.readTopics, 'Read what a period was about'),
]
