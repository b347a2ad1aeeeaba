import { get, patch, post, remove } from '../route.ts'

/** Messages that agents send unasked. */
export const proactiveRoutes = {
  proactive: {
    preferences: get('/v1/proactive-preferences', {
      name: 'proactive-preferences.read',
      permission: 'conversation:read',
      output: 'ProactivePreferences',
      summary: 'Read your proactive preferences',
    }),
    setPreferences: patch('/v1/proactive-preferences', {
      name: 'proactive-preferences.set',
      permission: 'conversation:write',
      input: 'SetProactivePreferences',
      output: 'ProactivePreferences',
      summary: 'Change your proactive preferences',
    }),
    scheduled: get('/v1/scheduled-messages', {
      name: 'scheduled-message.list',
      permission: 'conversation:read',
      input: 'ListScheduledMessages',
      output: 'ScheduledMessagePage',
      summary: 'List scheduled messages',
    }),
    schedule: post('/v1/conversations/:conversationId/scheduled-messages', {
      name: 'scheduled-message.create',
      permission: 'conversation:write',
      input: 'ScheduleMessage',
      output: 'ScheduledMessage',
      status: 201,
      summary: 'Schedule a message',
    }),
    changeScheduled: patch('/v1/scheduled-messages/:scheduledMessageId', {
      name: 'scheduled-message.change',
      permission: 'conversation:write',
      input: 'ChangeScheduledMessage',
      output: 'ScheduledMessage',
      summary: 'Change a scheduled message',
    }),
    cancelScheduled: remove('/v1/scheduled-messages/:scheduledMessageId', {
      name: 'scheduled-message.cancel',
      permission: 'conversation:write',
      summary: 'Cancel a scheduled message',
    }),
  },
} as const
