import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery } from '../page.ts'
import { ConversationRef } from './conversation.ts'
import { InboxState, InboxView } from './inbox.ts'

/** How waiting conversations are assigned to the members of a team. */
export const AutoAssignment = z
  .enum(['by-hand', 'round-robin', 'least-busy'])
  .describe(
    '`by-hand`: members take conversations themselves; `round-robin`: each member in turn; `least-busy`: the member with the fewest open conversations.',
  )
export type AutoAssignment = z.infer<typeof AutoAssignment>

const name = z.string().trim().min(1).max(80)
const skills = z
  .array(z.string().trim().min(1).max(40))
  .max(30)
  .describe('Skills, such as languages (`fr`, `zh-TW`) and subjects (`billing`); not case-sensitive.')
const capacity = z.int().min(0).max(1_000)
const ownCapacity = capacity
  .nullable()
  .describe('The maximum number of open conversations of the member; null: the capacity set for the team.')

const Time = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'hours and minutes, such as 09:30, or 24:00 for the end of a day',
  )

/** The opening hours of a team, for the seven days of a week. */
export const TeamHours = z
  .array(
    z
      .array(
        z.strictObject({
          from: Time.describe('Opening time, such as `09:30`.'),
          to: Time.describe('Closing time, such as `18:00`, or `24:00` for the end of the day.'),
        }),
      )
      .max(6),
  )
  .length(7)
  .describe('Opening hours for each day from Monday to Sunday; an empty list: closed all day.')
export type TeamHours = z.infer<typeof TeamHours>

const Day = z.iso.date()
export const Holiday = z.strictObject({
  day: Day.describe('The day in the time zone of the team, such as `2026-12-25`.'),
  name: z.string().trim().max(80).default(''),
})
export type Holiday = z.output<typeof Holiday>

const timeZone = z
  .string()
  .min(1)
  .max(60)
  .describe('The IANA time zone of the opening hours, such as `Asia/Taipei`.')
const hours = TeamHours.nullable().describe('Opening hours in the time zone of the team; null: always open.')
const holidays = z.array(Holiday).max(200).describe('Days on which the team is closed.')
const closedLine = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .nullable()
  .describe(
    'The message to people who write outside opening hours; null: a standard message with the time when the team opens, in the language of the person.',
  )

const target = z.int().min(1).max(525_600).nullable()

/** The SLA policy of a team: how soon it has to answer. */
export const TeamSla = z
  .strictObject({
    firstReplyMinutes: target.describe(
      'Minutes from the request for a person to the first answer; null: no target.',
    ),
    nextReplyMinutes: target.describe(
      'Minutes from a later message of the person to the next answer; null: no target.',
    ),
    resolutionMinutes: target.describe(
      'Minutes until the conversation is resolved or returned to its agent; null: no target.',
    ),
    counts: z
      .enum(['always', 'open-hours'])
      .describe(
        'Whether time counts around the clock or only during opening hours. It never counts while a conversation is snoozed or pending.',
      ),
    warnMinutes: z
      .int()
      .min(0)
      .max(10_080)
      .describe(
        'Minutes before the due time to send a warning, but never before half of the time has passed.',
      ),
  })
  .meta({ id: 'TeamSla' })
export type TeamSla = z.infer<typeof TeamSla>
const sla = TeamSla.nullable().describe(
  'The SLA policy of the team; null: none. A change applies to conversations that start waiting after it.',
)

export const SlaKind = z
  .enum(['first-reply', 'next-reply', 'resolution'])
  .describe('Which SLA target: the first answer, a later answer, or the resolution.')
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

/** A group of members who answer together, and how waiting conversations are assigned to them. */
export const Team = z
  .object({
    id: id('team'),
    name: z.string(),
    isDefault: z
      .boolean()
      .describe('Whether this is the default team, which gets handoffs that name no team.'),
    autoAssignment: AutoAssignment,
    capacity: capacity.describe(
      'The maximum number of open conversations of a member, unless the member has a capacity of their own.',
    ),
    reassignAfterSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .nullable()
      .describe(
        'Seconds after which the unanswered conversations of an offline member are reassigned; null: never.',
      ),
    timeZone,
    hours,
    holidays: z
      .array(z.object({ day: Day.describe('The date of the holiday.'), name: z.string() }))
      .describe('Days on which the team is closed.'),
    closedLine,
    opensAt: Instant.nullable().describe('When the team opens next; null if it is open, or never opens.'),
    isOpen: z.boolean().describe('Whether the team is open now.'),
    sla,
    members: z.array(TeamMember).describe('The members of the team.'),
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
  .describe('All members of the team. A member who is not listed is removed from it.')

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
  isDefault: z.literal(true).optional().describe('Make this the default team, replacing the current one.'),
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

/** Which team an agent hands conversations off to, and the skills that the assigned member should have. */
export const AgentTeam = z
  .object({
    teamId: id('team').nullable().describe('The team that the agent hands off to; null: the default team.'),
    skills,
  })
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
  memberId: id('member').optional().describe('Only conversations assigned to this member.'),
})

/** The workload of a member of a team. */
export const Workload = z
  .object({
    teamId: id('team'),
    memberId: id('member'),
    openCount: z.int().describe('Number of open conversations assigned to the member, across all teams.'),
    capacity: z.int().describe('The maximum number of open conversations of the member in this team.'),
    isThere: z.boolean().describe('Whether the member is online and not away.'),
  })
  .meta({ id: 'Workload' })
export type Workload = z.infer<typeof Workload>
export const WorkloadList = z.object({ items: z.array(Workload) }).meta({ id: 'WorkloadList' })

/** An SLA target of a conversation: when it is due, and whether it was breached. */
export const SlaTimer = z
  .object({
    kind: SlaKind,
    dueAt: Instant.nullable().describe('When the target is due; null while it is paused.'),
    isWarned: z.boolean().describe('Whether the warning before the due time was sent.'),
    isBreached: z.boolean().describe('Whether the due time passed before the target was met.'),
  })
  .meta({ id: 'SlaTimer' })
export type SlaTimer = z.infer<typeof SlaTimer>

/** The team that a conversation is assigned to. */
export const TeamConversation = z
  .object({
    conversationId: id('conversation'),
    teamId: id('team'),
    slaTimers: z.array(SlaTimer).describe('The running and paused SLA targets, the next due first.'),
    waitingSince: Instant.describe(
      'Since when the conversation is with people, in the queue or with a member.',
    ),
  })
  .meta({ id: 'TeamConversation' })
export type TeamConversation = z.infer<typeof TeamConversation>
export const TeamConversationList = z
  .object({ items: z.array(TeamConversation) })
  .meta({ id: 'TeamConversationList' })

export const ReadSlaFigures = TeamRef.extend({
  from: Instant.optional().describe(
    'Only SLA targets that started at this time or later. Omitted: 30 days ago.',
  ),
  to: Instant.optional().describe('Only SLA targets that started before this time. Omitted: now.'),
})
/** The SLA results of a team. */
export const SlaFigures = z
  .object({
    items: z.array(
      z.object({
        kind: SlaKind,
        met: z.int().describe('Number of targets met.'),
        breached: z.int().describe('Number of targets breached.'),
        open: z.int().describe('Number of targets still running and not late.'),
        medianSeconds: z
          .int()
          .nullable()
          .describe('Median duration of the finished targets in seconds; null if there are none.'),
      }),
    ),
  })
  .meta({ id: 'SlaFigures' })
export type SlaFigures = z.infer<typeof SlaFigures>
