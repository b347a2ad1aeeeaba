import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ConversationRef } from './conversation.ts'

const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hours and minutes, as in 22:30')
  .describe('Hours and minutes of a day of 24, where the person is.')
const timeZone = z.string().min(1).max(60).describe('An IANA name, for example `Asia/Taipei`.')

/** What a person wants of agents that speak first. */
export const InitiativeWishes = z
  .object({
    agrees: z
      .boolean()
      .describe('For every agent of which nothing else is said. Without it, none speaks first.'),
    timeZone,
    quietFrom: TimeOfDay,
    quietTo: TimeOfDay.describe(
      'Nobody speaks first from the one to the other; the same time twice: at any hour.',
    ),
    agents: z
      .array(z.strictObject({ agentId: id('agent'), agrees: z.boolean() }))
      .describe('What one wants of single agents, where that differs.'),
    isSet: z.boolean().describe('False until one has said anything of it.'),
  })
  .meta({ id: 'InitiativeWishes' })
export type InitiativeWishes = z.infer<typeof InitiativeWishes>

export const SetInitiativeWishes = z.strictObject({
  agrees: z.boolean().optional(),
  timeZone: timeZone.optional(),
  quietFrom: TimeOfDay.optional(),
  quietTo: TimeOfDay.optional(),
  agents: z
    .array(
      z.strictObject({
        agentId: id('agent'),
        agrees: z.boolean().nullable().describe('Null: as of all the others.'),
      }),
    )
    .max(100)
    .optional()
    .describe('Those of which it changes.'),
})

const text = z.string().trim().min(1).max(4_000)
const schedule = z
  .string()
  .trim()
  .max(100)
  .nullable()
  .describe('A cron pattern of five fields for again and again, once an hour at most; null: once.')

/** What an agent is to say in a conversation at a moment that a person chose. */
export const PlannedMessage = z
  .object({
    id: id('plannedMessage'),
    conversationId: id('conversation'),
    agentId: id('agent'),
    planner: z.object({ kind: z.string(), id: z.uuid() }).describe('Who planned it.'),
    text: z.string(),
    schedule,
    timeZone,
    nextAt: Instant.nullable().describe('When it is said next; null when never again.'),
    state: z.enum(['waiting', 'done', 'cancelled']),
    timesSent: z.int(),
    lastSentAt: Instant.nullable(),
    withheldFor: z
      .string()
      .nullable()
      .describe(
        'Why it was not said when it was due last: `no-consent`, `muted`, `held`, `no-agent`, `unread`.',
      ),
    createdAt: Instant,
  })
  .meta({ id: 'PlannedMessage' })
export type PlannedMessage = z.infer<typeof PlannedMessage>
export const PlannedMessagePage = pageOf(PlannedMessage).meta({ id: 'PlannedMessagePage' })

export const PlannedMessageRef = z.strictObject({ plannedMessageId: id('plannedMessage') })
export const PlanMessage = ConversationRef.extend({
  text,
  at: Instant.nullable()
    .default(null)
    .describe('When to say it first; with a schedule null stands for when that is due next.'),
  schedule: schedule.default(null),
  timeZone: timeZone.default('UTC'),
})
export const ChangePlannedMessage = PlannedMessageRef.extend({
  text: text.optional(),
  at: Instant.optional().describe('When to say it next.'),
  schedule: schedule.optional(),
  timeZone: timeZone.optional(),
})
export const ListPlannedMessages = PageQuery.extend({
  conversationId: id('conversation')
    .optional()
    .describe('Those of one conversation; all that one may see when left out.'),
  state: z.enum(['waiting', 'all']).default('waiting'),
})
