import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  ChangePlannedMessage,
  InitiativeWishes,
  ListPlannedMessages,
  PlanMessage,
  PlannedMessage,
  SetInitiativeWishes,
} from '#contract/shapes/initiative.ts'
import { path, type Transport } from '../transport.ts'

/** Agents that speak first: what one wants of them, and what is planned. */
export const initiativeCalls = ({ call }: Transport) => ({
  wishes: () => call<InitiativeWishes>('GET', '/v1/initiative'),
  setWishes: (body: z.input<typeof SetInitiativeWishes>) =>
    call<InitiativeWishes>('PATCH', '/v1/initiative', { body }),
  planned: (query: Partial<z.input<typeof ListPlannedMessages>> = {}) =>
    call<Page<PlannedMessage>>('GET', '/v1/planned-messages', {
      query: query as Record<string, string | number | undefined>,
    }),
  plan: (conversationId: string, body: Omit<z.input<typeof PlanMessage>, 'conversationId'>) =>
    call<PlannedMessage>('POST', path`/v1/conversations/${conversationId}/planned-messages`, { body }),
  changePlanned: (
    plannedMessageId: string,
    body: Omit<z.input<typeof ChangePlannedMessage>, 'plannedMessageId'>,
  ) => call<PlannedMessage>('PATCH', path`/v1/planned-messages/${plannedMessageId}`, { body }),
  cancelPlanned: (plannedMessageId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/planned-messages/${plannedMessageId}`, options),
})
