import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery } from '../page.ts'
import { ConversationRef } from './conversation.ts'
import { InboxState, InboxView } from './inbox.ts'

/** How conversations that wait get to members of a team. */
export const AutoAssignment = z
  .enum(['by-hand', 'round-robin', 'least-busy'])
  .describe(
    '`by-hand`: whoever takes one has it; `round-robin`: in turns; `least-busy`: whoever has the fewest.',
  )
export type AutoAssignment = z.infer<typeof AutoAssignment>

const name = z.string().trim().min(1).max(80)
const skills = z
  .array(z.string().trim().min(1).max(40))
  .max(30)
  .describe('Words such as languages (`fr`, `zh-TW`) and subjects (`billing`); capitals do not matter.')
const capacity = z.int().min(0).max(1_000)
const ownCapacity = capacity
  .nullable()
  .describe('Open conversations at once; null: as many as its team says.')

const Time = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'hours and minutes, as in 09:30, and 24:00 for the end of a day',
  )

/** When a team is open, for the seven days of a week. */
export const TeamHours = z
  .array(z.array(z.strictObject({ from: Time, to: Time })).max(6))
  .length(7)
  .describe('From Monday to Sunday; a day without any is closed.')
export type TeamHours = z.infer<typeof TeamHours>

const Day = z.iso.date()
export const Holiday = z.strictObject({ day: Day, name: z.string().trim().max(80).default('') })
export type Holiday = z.output<typeof Holiday>

const timeZone = z.string().min(1).max(60).describe('An IANA time zone, as in `Asia/Taipei`.')
const hours = TeamHours.nullable().describe('By the clock of its time zone; null: always open.')
const holidays = z.array(Holiday).max(200).describe('Days on which it is closed.')
const closedLine = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .nullable()
  .describe('What is said outside of its hours; null: when it opens, in the language of the message.')

const target = z.int().min(1).max(525_600).nullable().describe('In minutes; null: no target.')

/** The SLA policy of a team: how soon it has to answer. */
export const TeamSla = z
  .strictObject({
    firstReplyMinutes: target.describe('From when a person is asked for to the first answer.'),
    nextReplyMinutes: target.describe('From what a person writes after that to the next answer.'),
    resolutionMinutes: target.describe('Until it is resolved, or back with its agent.'),
    counts: z
      .enum(['always', 'open-hours'])
      .describe(
        'Around the clock, or while the team is open. Nothing counts while it is snoozed or pending.',
      ),
    warnMinutes: z
      .int()
      .min(0)
      .max(10_080)
      .describe('So long before the end it is warned, and not before half of the time has passed.'),
  })
  .meta({ id: 'TeamSla' })
export type TeamSla = z.infer<typeof TeamSla>
const sla = TeamSla.nullable().describe(
  'The SLA policy. A change applies to conversations that start waiting from now on; null: no SLA.',
)

export const SlaKind = z.enum(['first-reply', 'next-reply', 'resolution'])
export type SlaKind = z.infer<typeof SlaKind>

export const TeamMember = z
  .object({
    memberId: id('member'),
    name: z.string(),
    skills,
    capacity: ownCapacity,
  })
  .meta({ id: 'TeamMember' })
export type TeamMember = z.infer<typeof TeamMember>

/** Members who answer together, and how conversations that wait are given to them. */
export const Team = z
  .object({
    id: id('team'),
    name: z.string(),
    isDefault: z.boolean().describe('Gets what comes without the name of a team.'),
    autoAssignment: AutoAssignment,
    capacity: capacity.describe('Open conversations of a member at once, unless the member has another.'),
    reassignAfterSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .nullable()
      .describe('Whoever is gone for so long gives unanswered conversations back; null: they keep them.'),
    timeZone,
    hours,
    holidays: z.array(z.object({ day: Day, name: z.string() })),
    closedLine,
    opensAt: Instant.nullable().describe('When it opens next; null where it is open, or never is.'),
    isOpen: z.boolean(),
    sla,
    members: z.array(TeamMember),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Team' })
export type Team = z.infer<typeof Team>
export const TeamList = z.object({ items: z.array(Team) }).meta({ id: 'TeamList' })

const members = z
  .array(
    z.strictObject({
      memberId: id('member'),
      skills: skills.default([]),
      capacity: ownCapacity.default(null),
    }),
  )
  .max(200)
  .describe('All of them; who is left out is no member of it any more.')

const settings = {
  autoAssignment: AutoAssignment,
  capacity: Team.shape.capacity,
  reassignAfterSeconds: Team.shape.reassignAfterSeconds,
}

export const TeamRef = z.strictObject({ teamId: id('team') })
export const CreateTeam = z.strictObject({
  name,
  autoAssignment: settings.autoAssignment.default('by-hand'),
  capacity: settings.capacity.default(5),
  reassignAfterSeconds: settings.reassignAfterSeconds.default(120),
  timeZone: timeZone.default('UTC'),
  hours: hours.default(null),
  holidays: holidays.default([]),
  closedLine: closedLine.default(null),
  sla: sla.default(null),
  members: members.default([]),
})
export const ChangeTeam = TeamRef.extend({
  name: name.optional(),
  isDefault: z.literal(true).optional().describe('Makes it the default team, in the place of another.'),
  autoAssignment: settings.autoAssignment.optional(),
  capacity: settings.capacity.optional(),
  reassignAfterSeconds: settings.reassignAfterSeconds.optional(),
  timeZone: timeZone.optional(),
  hours: hours.optional(),
  holidays: holidays.optional(),
  closedLine: closedLine.optional(),
  sla: sla.optional(),
  members: members.optional(),
})

/** To which team an agent hands conversations over, and what is asked of whoever gets them. */
export const AgentTeam = z
  .object({ teamId: id('team').nullable().describe('Null: the default team.'), skills })
  .meta({ id: 'AgentTeam' })
export type AgentTeam = z.infer<typeof AgentTeam>
export const SetAgentTeam = z.strictObject({
  agentId: id('agent'),
  teamId: AgentTeam.shape.teamId.optional(),
  skills: skills.optional(),
})

export const MoveConversation = ConversationRef.extend({ teamId: id('team') })
export const ListTeamConversations = PageQuery.extend({
  teamId: id('team'),
  view: InboxView.default('all'),
  state: InboxState.optional(),
  memberId: id('member').optional().describe('Those that this member has.'),
})

/** What a member of a team has, and whether they have capacity for more. */
export const Workload = z
  .object({
    teamId: id('team'),
    memberId: id('member'),
    openCount: z.int().describe('Open conversations that they have, of every team.'),
    capacity: z.int(),
    isThere: z.boolean().describe('Online and not away.'),
  })
  .meta({ id: 'Workload' })
export type Workload = z.infer<typeof Workload>
export const WorkloadList = z.object({ items: z.array(Workload) }).meta({ id: 'WorkloadList' })

/** One SLA target of a conversation: when it is due, and whether it was breached. */
export const SlaTimer = z
  .object({
    kind: SlaKind,
    dueAt: Instant.nullable().describe('Null while it is paused.'),
    isWarned: z.boolean(),
    isBreached: z.boolean(),
  })
  .meta({ id: 'SlaTimer' })
export type SlaTimer = z.infer<typeof SlaTimer>

/** Which team a conversation is with. */
export const TeamConversation = z
  .object({
    conversationId: id('conversation'),
    teamId: id('team'),
    slaTimers: z.array(SlaTimer).describe('What runs or is paused, the next that is due first.'),
    waitingSince: Instant.describe('Since when it is with people: in the queue or with a member.'),
  })
  .meta({ id: 'TeamConversation' })
export type TeamConversation = z.infer<typeof TeamConversation>
export const TeamConversationList = z
  .object({ items: z.array(TeamConversation) })
  .meta({ id: 'TeamConversationList' })

export const ReadSlaFigures = TeamRef.extend({
  from: Instant.optional().describe('Of what began then or later; 30 days ago when left out,'),
  to: Instant.optional().describe('and before then; now when left out.'),
})
/** How a team met its SLA targets. */
export const SlaFigures = z
  .object({
    items: z.array(
      z.object({
        kind: SlaKind,
        met: z.int(),
        breached: z.int(),
        open: z.int().describe('Still running, and not late.'),
        medianSeconds: z.int().nullable().describe('From the beginning to the end, of what has ended.'),
      }),
    ),
  })
  .meta({ id: 'SlaFigures' })
export type SlaFigures = z.infer<typeof SlaFigures>
