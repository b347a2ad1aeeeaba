import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  ChangeScheduledMessage,
  ProactivePreferences,
  ListScheduledMessages,
  ScheduleMessage,
  ScheduledMessage,
  SetProactivePreferences,
} from '#contract/shapes/proactive.ts'
import { path, type Transport } from '../transport.ts'

/** Proactive messages: what a person prefers, and what is scheduled. */
export const proactiveCalls = ({ call }: Transport) => ({
  preferences: () => call<ProactivePreferences>('GET', '/v1/proactive-preferences'),
  setPreferences: (body: z.input<typeof SetProactivePreferences>) =>
    call<ProactivePreferences>('PATCH', '/v1/proactive-preferences', { body }),
  scheduled: (query: Partial<z.input<typeof ListScheduledMessages>> = {}) =>
    call<Page<ScheduledMessage>>('GET', '/v1/scheduled-messages', {
      query: query as Record<string, string | number | undefined>,
    }),
  schedule: (conversationId: string, body: Omit<z.input<typeof ScheduleMessage>, 'conversationId'>) =>
    call<ScheduledMessage>('POST', path`/v1/conversations/${conversationId}/scheduled-messages`, { body }),
  changeScheduled: (
    scheduledMessageId: string,
    body: Omit<z.input<typeof ChangeScheduledMessage>, 'scheduledMessageId'>,
  ) => call<ScheduledMessage>('PATCH', path`/v1/scheduled-messages/${scheduledMessageId}`, { body }),
  cancelScheduled: (scheduledMessageId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/scheduled-messages/${scheduledMessageId}`, options),
})
