import { z } from 'zod'
import { id } from '../ids.ts'
import { HandoffReason } from './inbox.ts'

const day = z.iso.date()
const period = {
  from: day.describe('The first day of the period.'),
  to: day.describe('The last day of the period, inclusive.'),
  timeZone: z
    .string()
    .min(1)
    .max(60)
    .default('UTC')
    .describe('The IANA time zone in which days begin, such as `Asia/Taipei`.'),
}
const agentId = id('agent')
  .optional()
  .describe('Only conversations that this agent answers now. Omitted: all agents.')

export const ReadReport = z.strictObject({
  by: z
    .enum(['day', 'week', 'month', 'agent', 'member'])
    .default('day')
    .describe(
      'What each line of the report is about. Weeks begin on Monday; the first week or month begins with the period.',
    ),
  ...period,
  agentId,
  memberId: id('member')
    .optional()
    .describe('Only the work of this member. Without permission to read all reports, you get your own.'),
  teamId: id('team').optional().describe('Only the work of the members of this team.'),
})
export type ReadReport = z.output<typeof ReadReport>

const Times = z
  .object({
    count: z.int().describe('Number of measured times.'),
    medianSeconds: z.number().nullable().describe('The median in seconds; null if there are none.'),
    p90Seconds: z
      .number()
      .nullable()
      .describe('The 90th percentile in seconds: 90% took no longer. Null if there are none.'),
  })
  .meta({ id: 'ReportTimes' })
export type ReportTimes = z.infer<typeof Times>

const ofAgents = 'Null in reports about members or a team, whose work it is not.'
const figures = {
  opened: z
    .int()
    .nullable()
    .describe(
      `Conversations of visitors and end users that were opened in the period and have messages. ${ofAgents}`,
    ),
  ownerMessages: z.int().nullable().describe(`Messages from visitors and end users. ${ofAgents}`),
  agentMessages: z.int().nullable().describe(`Messages from agents. ${ofAgents}`),
  memberMessages: z.int().describe('Messages from members who answered people.'),
  settled: z
    .int()
    .nullable()
    .describe(`Opened conversations that were resolved, or had no activity for 24 hours. ${ofAgents}`),
  settledByAgents: z
    .int()
    .nullable()
    .describe(`Settled conversations that were never handed off to a person. ${ofAgents}`),
  handed: z
    .int()
    .describe('How often a conversation was handed off from its agent to the queue or a member.'),
  handedWhy: z.partialRecord(HandoffReason, z.int()).describe('Number of handoffs by reason.'),
  resolved: z.int().describe('How often a conversation that was with people was resolved.'),
  reopened: z
    .int()
    .nullable()
    .describe(`How often a conversation was handed off to people again after it was resolved. ${ofAgents}`),
  agentFirst: Times.nullable().describe(
    `Time from the first question that an agent answered to the first word of its answer. ${ofAgents}`,
  ),
  personFirst: Times.describe('Time from the handoff to the first answer of a member.'),
  waited: Times.describe('Time in the queue until a member took or was assigned the conversation.'),
  handled: Times.describe('Time from when a member first took the conversation until it was resolved.'),
  csatRatings: z
    .object({
      count: z.int().describe('Number of ratings.'),
      average: z.number().nullable().describe('The average rating from 1 to 5; null without ratings.'),
      scores: z.array(z.int()).length(5).describe('Number of ratings of 1, 2, 3, 4 and 5, in this order.'),
    })
    .describe('CSAT ratings that were given in the period.'),
  slaTargets: z
    .object({
      met: z.int().describe('Number of targets that were met.'),
      breached: z.int().describe('Number of targets that were breached.'),
    })
    .nullable()
    .describe(`Number of SLA targets of teams that were met and breached. ${ofAgents}`),
}
export const ReportFigures = z.object(figures).meta({ id: 'ReportFigures' })
export type ReportFigures = z.infer<typeof ReportFigures>

export const ReportLine = z.object({
  key: z.string().describe('The first day of the line (`2026-01-31`), or the id of the agent or member.'),
  name: z
    .string()
    .describe('The name of the agent or member, or the day; empty if the agent or member no longer exists.'),
  ...figures,
})
export type ReportLine = z.infer<typeof ReportLine>

export const Report = z
  .object({
    total: ReportFigures,
    before: ReportFigures.describe('The totals of the previous period of the same length.'),
    items: z
      .array(ReportLine)
      .describe(
        'The lines of the report: every day, week or month of the period in order; or agents or members by name, at most 100.',
      ),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

export const ReadTopics = z.strictObject({ ...period, agentId })
/** What people wrote about in a period. */
export const Topics = z
  .object({
    labels: z
      .array(
        z.object({
          label: z.string().describe('The label.'),
          count: z.int().describe('Number of conversations with the label.'),
        }),
      )
      .describe('Labels of conversations in the period, with the number of conversations.'),
    words: z
      .array(
        z.object({
          word: z.string().describe('The word.'),
          count: z.int().describe('Number of messages in the period that contain the word.'),
          before: z
            .int()
            .describe('Number of messages in the previous period of the same length that contain the word.'),
        }),
      )
      .describe('Words that were more frequent in messages of the period than in the previous one.'),
  })
  .meta({ id: 'Topics' })
export type Topics = z.infer<typeof Topics>
