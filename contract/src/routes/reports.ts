import { get, patch, post } from '../route.ts'

/** Reports and satisfaction ratings. */
export const reportsRoutes = {
  reports: {
    read: get('/v1/reports', {
      name: 'report.read',
      permission: 'report:read',
      input: 'ReadReport',
      output: 'Report',
      summary: 'Read the report of a period',
    }),
    topics: get('/v1/reports/topics', {
      name: 'report.read-topics',
      permission: 'report:read-all',
      input: 'ReadTopics',
      output: 'Topics',
      summary: 'Read the topics of a period',
    }),
  },
  csat: {
    read: get('/v1/conversations/:conversationId/csat-rating', {
      name: 'csat-rating.read',
      permission: 'conversation:read',
      refreshedBy: ['conversation', 'message', 'reply', 'csat-rating', 'tool-approval'],
      input: 'ReadCsatRating',
      output: 'CsatRequest',
      summary: 'Read the CSAT survey of a conversation and its rating',
    }),
    /** For the owner of the conversation. `conflict` if no rating was requested, or it is too late. */
    give: post('/v1/conversations/:conversationId/csat-rating', {
      name: 'csat-rating.give',
      permission: 'conversation:write',
      input: 'RateConversation',
      output: 'CsatRating',
      summary: 'Rate your own conversation',
    }),
    /** Of all resolutions, the latest first; for operators. */
    list: get('/v1/inbox/conversations/:conversationId/csat-ratings', {
      name: 'csat-rating.list',
      permission: 'inbox:read',
      refreshedBy: ['inbox', 'conversation'],
      output: 'CsatRatingList',
      summary: 'List the CSAT ratings of a conversation',
    }),
    settings: get('/v1/csat-settings', {
      name: 'csat-settings.read',
      permission: 'tenant:manage',
      output: 'CsatSettings',
      summary: 'Read the CSAT settings',
    }),
    change: patch('/v1/csat-settings', {
      name: 'csat-settings.change',
      permission: 'tenant:manage',
      input: 'ChangeCsatSettings',
      output: 'CsatSettings',
      summary: 'Change the CSAT settings',
    }),
  },
} as const
