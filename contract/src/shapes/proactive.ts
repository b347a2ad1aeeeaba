import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ConversationRef } from './conversation.ts'

const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hours and minutes, as in 22:30')
  .describe('A time of day on the 24-hour clock, in the time zone of the person, such as `22:30`.')
const timeZone = z.string().min(1).max(60).describe('An IANA time zone, such as `Asia/Taipei`.')

/** Whether and when agents may write to a person first. */
export const ProactivePreferences = z
  .object({
    agrees: z
      .boolean()
      .describe('Whether agents may write first. Applies to every agent that `agents` does not list.'),
    timeZone,
    quietFrom: TimeOfDay.describe(
      'When quiet hours start, such as `22:30`, in the time zone of the person. No agent writes first during quiet hours.',
    ),
    quietTo: TimeOfDay.describe(
      'When quiet hours end, such as `07:00`. If it equals `quietFrom`, there are no quiet hours.',
    ),
    agents: z
      .array(
        z.strictObject({
          agentId: id('agent'),
          agrees: z.boolean().describe('Whether this agent may write first.'),
        }),
      )
      .describe('Settings for individual agents, where they differ from `agrees`.'),
    isSet: z
      .boolean()
      .describe('Whether the person has set any of these preferences; false: they are the defaults.'),
  })
  .meta({ id: 'ProactivePreferences' })
export type ProactivePreferences = z.infer<typeof ProactivePreferences>

export const SetProactivePreferences = z.strictObject({
  agrees: ProactivePreferences.shape.agrees.optional(),
  timeZone: timeZone.optional(),
  quietFrom: ProactivePreferences.shape.quietFrom.optional(),
  quietTo: ProactivePreferences.shape.quietTo.optional(),
  agents: z
    .array(
      z.strictObject({
        agentId: id('agent'),
        agrees: z
          .boolean()
          .nullable()
          .describe(
            'Whether this agent may write first; null: remove its own setting, so that the general one applies.',
          ),
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
  .describe(
    'A five-field cron pattern, at most hourly, such as `0 9 * * 1` for Mondays at 9:00; null: send once.',
  )

/** A message that an agent sends in a conversation at a time that a person chose. */
export const ScheduledMessage = z
  .object({
    id: id('scheduledMessage'),
    conversationId: id('conversation'),
    agentId: id('agent'),
    scheduledBy: z.object({ kind: z.string(), id: z.uuid() }).describe('Who scheduled the message.'),
    text: z.string(),
    schedule,
    timeZone,
    nextAt: Instant.nullable().describe('When the message is sent next; null if never again.'),
    state: z
      .enum(['waiting', 'done', 'cancelled'])
      .describe(
        '`waiting`: it will be sent; `done`: it will not be sent again; `cancelled`: a person cancelled it.',
      ),
    timesSent: z.int().describe('How often the message was sent.'),
    lastSentAt: Instant.nullable().describe('When the message was last sent; null if never.'),
    skipReason: z
      .string()
      .nullable()
      .describe(
        'Why the message was not sent when it was last due. `no-consent`: the person did not agree. `muted`: the conversation is muted. `held`: a person answers in it, not an agent. `no-agent`: the agent no longer exists. `person-gone`: the person can no longer be reached there. `unread`: the previous message of the schedule is still unread. Null if it was sent or was not due yet.',
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
    .describe('When to send the message first; null with a `schedule`: when the schedule is next due.'),
  schedule: schedule.default(null),
  timeZone: timeZone.default('UTC'),
})
export const ChangeScheduledMessage = ScheduledMessageRef.extend({
  text: text.optional(),
  at: Instant.optional().describe('When to send the message next.'),
  schedule: schedule.optional(),
  timeZone: timeZone.optional(),
})
export const ListScheduledMessages = PageQuery.extend({
  conversationId: id('conversation')
    .optional()
    .describe('Only scheduled messages of this conversation. Omitted: all that you can see.'),
  state: z
    .enum(['waiting', 'all'])
    .default('waiting')
    .describe('`waiting`: only messages still to be sent; `all`: sent and cancelled ones too.'),
})
