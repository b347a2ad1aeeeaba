import { z } from 'zod'
import { id } from '../ids.ts'
import { HandoffReason } from './inbox.ts'

const day = z.iso.date()
const period = {
  from: day.describe('The first day of the period.'),
  to: day.describe('The last day of the period, itself included.'),
  timeZone: z.string().min(1).max(60).default('UTC').describe('Where days begin; an IANA name.'),
}
const agentId = id('agent').optional().describe('Conversations that this agent answers in.')

export const ReadReport = z.strictObject({
  by: z
    .enum(['day', 'week', 'month', 'agent', 'member'])
    .default('day')
    .describe('What each line is of. Weeks begin on Monday; the first one begins with the period.'),
  ...period,
  agentId,
  memberId: id('member').optional().describe('What this member did. Who may not read all reads their own.'),
  teamId: id('team').optional().describe('What the members of this team did.'),
})
export type ReadReport = z.output<typeof ReadReport>

const Times = z
  .object({
    count: z.int(),
    medianSeconds: z.number().nullable(),
    p90Seconds: z.number().nullable().describe('Nine of ten took no longer.'),
  })
  .meta({ id: 'ReportTimes' })
export type ReportTimes = z.infer<typeof Times>

const ofAgents = 'Null where the report is of members: it is nobody’s work.'
const figures = {
  opened: z.int().nullable().describe(`Conversations in which something was said. ${ofAgents}`),
  ownerMessages: z.int().nullable().describe(`What visitors and end users said. ${ofAgents}`),
  agentMessages: z.int().nullable().describe(`What agents answered. ${ofAgents}`),
  memberMessages: z.int().describe('What our people answered.'),
  settled: z.int().nullable().describe(`Of those opened: resolved, or quiet for 24 hours. ${ofAgents}`),
  settledByAgents: z.int().nullable().describe(`Of the settled: never handed to a person. ${ofAgents}`),
  handed: z.int().describe('How often an agent’s conversation went to a person.'),
  handedWhy: z.partialRecord(HandoffReason, z.int()),
  resolved: z.int().describe('How often a member’s conversation was resolved.'),
  reopened: z
    .int()
    .nullable()
    .describe(
      'How often a resolved conversation went to a person again. Null where the report is of members.',
    ),
  agentFirst: Times.nullable().describe(
    `From the first question to the first word of its answer. ${ofAgents}`,
  ),
  personFirst: Times.describe('From the handing to a person to the first answer of one.'),
  waited: Times.describe('From the queue to whoever took it.'),
  handled: Times.describe('From the taking to the resolving.'),
  csatRatings: z.object({
    count: z.int(),
    average: z.number().nullable(),
    scores: z.array(z.int()).length(5).describe('How many gave 1, 2, 3, 4 and 5.'),
  }),
  slaTargets: z
    .object({ met: z.int(), breached: z.int() })
    .nullable()
    .describe('SLA targets of teams. Null where the report is of members.'),
}
export const ReportFigures = z.object(figures).meta({ id: 'ReportFigures' })
export type ReportFigures = z.infer<typeof ReportFigures>

export const ReportLine = z.object({
  key: z.string().describe('The first day of it, or the id of the agent or the member.'),
  name: z.string().describe('As people call it; empty for somebody who is gone, or nobody.'),
  ...figures,
})
export type ReportLine = z.infer<typeof ReportLine>

export const Report = z
  .object({
    total: ReportFigures,
    before: ReportFigures.describe('The same of as many days before.'),
    items: z.array(ReportLine).describe('Times in order, each of the period; others by name, at most 100.'),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

export const ReadTopics = z.strictObject({ ...period, agentId })
/** What a period was about. */
export const Topics = z
  .object({
    labels: z.array(z.object({ label: z.string(), count: z.int() })),
    words: z.array(
      z.object({
        word: z.string(),
        count: z.int().describe('In how many questions of the period.'),
        before: z.int().describe('In how many of as many days before.'),
      }),
    ),
  })
  .meta({ id: 'Topics' })
export type Topics = z.infer<typeof Topics>
