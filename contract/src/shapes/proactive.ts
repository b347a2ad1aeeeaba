import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ConversationRef } from './conversation.ts'

const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hours and minutes, as in 22:30')
  .describe('Hours and minutes of a day of 24, where the person is.')
const timeZone = z.string().min(1).max(60).describe('An IANA name, for example `Asia/Taipei`.')

/** Whether and when agents may write to a person first. */
export const ProactivePreferences = z
  .object({
    agrees: z
      .boolean()
      .describe('Applies to every agent without a setting of its own. If false, none of them writes first.'),
    timeZone,
    quietFrom: TimeOfDay,
    quietTo: TimeOfDay.describe(
      'No agent writes first between the two. The same time twice: no quiet hours.',
    ),
    agents: z
      .array(z.strictObject({ agentId: id('agent'), agrees: z.boolean() }))
      .describe('Settings for single agents, where they differ.'),
    isSet: z.boolean().describe('False until the person has set any of it.'),
  })
  .meta({ id: 'ProactivePreferences' })
export type ProactivePreferences = z.infer<typeof ProactivePreferences>

export const SetProactivePreferences = z.strictObject({
  agrees: z.boolean().optional(),
  timeZone: timeZone.optional(),
  quietFrom: TimeOfDay.optional(),
  quietTo: TimeOfDay.optional(),
  agents: z
    .array(
      z.strictObject({
        agentId: id('agent'),
        agrees: z.boolean().nullable().describe('Null: as for all other agents.'),
      }),
    )
    .max(100)
    .optional()
    .describe('The agents whose setting changes.'),
})

const text = z.string().trim().min(1).max(4_000)
const schedule = z
  .string()
  .trim()
  .max(100)
  .nullable()
  .describe('A cron pattern of five fields, at most once an hour; null: send once.')

/** A message that an agent sends in a conversation at a time that a person chose. */
export const ScheduledMessage = z
  .object({
    id: id('scheduledMessage'),
    conversationId: id('conversation'),
    agentId: id('agent'),
    scheduledBy: z.object({ kind: z.string(), id: z.uuid() }).describe('Who scheduled it.'),
    text: z.string(),
    schedule,
    timeZone,
    nextAt: Instant.nullable().describe('When it is sent next; null if never again.'),
    state: z.enum(['waiting', 'done', 'cancelled']),
    timesSent: z.int(),
    lastSentAt: Instant.nullable(),
    skipReason: z
      .string()
      .nullable()
      .describe(
        'Why it was not sent when it was last due: `no-consent`, `muted`, `held`, `no-agent`, `unread`.',
      ),
    createdAt: Instant,
  })
  .meta({ id: 'ScheduledMessage' })
export type ScheduledMessage = z.infer<typeof ScheduledMessage>
export const ScheduledMessagePage = pageOf(ScheduledMessage).meta({ id: 'ScheduledMessagePage' })

export const ScheduledMessageRef = z.strictObject({ scheduledMessageId: id('scheduledMessage') })
export const ScheduleMessage = ConversationRef.extend({
  text,
  at: Instant.nullable()
    .default(null)
    .describe('When to send it first; null with a schedule: when that is next due.'),
  schedule: schedule.default(null),
  timeZone: timeZone.default('UTC'),
})
export const ChangeScheduledMessage = ScheduledMessageRef.extend({
  text: text.optional(),
  at: Instant.optional().describe('When to send it next.'),
  schedule: schedule.optional(),
  timeZone: timeZone.optional(),
})
export const ListScheduledMessages = PageQuery.extend({
  conversationId: id('conversation')
    .optional()
    .describe('Only those of one conversation; all visible ones when left out.'),
  state: z.enum(['waiting', 'all']).default('waiting'),
})
