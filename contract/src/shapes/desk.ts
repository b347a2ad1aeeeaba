import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { SentPart } from '../message-parts.ts'
import { PageQuery, pageOf } from '../page.ts'
import { AuthorKind, Conversation, ConversationRef, HeldBy, Message } from './conversation.ts'

/** Who has a conversation, by name. */
export const Holder = z
  .object({
    by: HeldBy,
    member: z
      .object({ id: id('member'), name: z.string() })
      .nullable()
      .describe('Null unless a member has it.'),
  })
  .meta({ id: 'Holder' })
export type Holder = z.infer<typeof Holder>

/** Why a conversation went from one holder to another. */
export const HandoffReason = z
  .enum([
    'visitor-asked',
    'agent-asked',
    'unsupported',
    'unanswered',
    'budget',
    'taken',
    'assigned',
    'queued',
    'answered',
    'returned',
    'resolved',
    'member-gone',
    'routed',
    'dropped',
  ])
  .describe(
    '`visitor-asked`: by their words; `agent-asked`: by its tool; `unsupported`: claims without support; `unanswered`: too many questions in a row; `answered`: a member answered without taking it first; `member-gone`: who had it is no member any more; `routed`: given to a member by the rules of its team; `dropped`: who had it went away without having answered.',
  )
export type HandoffReason = z.infer<typeof HandoffReason>

export const DeskState = z
  .enum(['open', 'pending', 'snoozed', 'resolved'])
  .describe('`open`: something is to be done; `pending`: it waits for its owner; `snoozed`: until a moment.')
export type DeskState = z.infer<typeof DeskState>
export const DeskPriority = z.enum(['none', 'low', 'medium', 'high', 'urgent'])
export type DeskPriority = z.infer<typeof DeskPriority>

const Label = z.string().trim().min(1).max(40)

/** A conversation as the desk sees it. */
export const DeskConversation = z
  .object({
    conversation: Conversation,
    person: z.object({ kind: AuthorKind, id: z.uuid(), name: z.string() }).describe('Who writes to us.'),
    holder: Holder,
    state: DeskState.describe('`open` until somebody sets another.'),
    snoozedUntil: Instant.nullable(),
    priority: DeskPriority,
    labels: z.array(z.string()),
    asked: z
      .object({
        at: Instant,
        why: HandoffReason,
        text: z.string().describe('In the agent’s words, where it asked.'),
      })
      .nullable()
      .describe('When a person was asked for last; null where nobody asked.'),
    firstAnsweredAt: Instant.nullable().describe('When a member answered first after that.'),
    lastMessage: z
      .object({
        id: id('message'),
        role: Message.shape.role,
        author: Message.shape.author,
        text: z.string().describe('The beginning of what it says.'),
        createdAt: Instant,
      })
      .nullable()
      .describe('The newest message of the branch that is shown.'),
  })
  .meta({ id: 'DeskConversation' })
export type DeskConversation = z.infer<typeof DeskConversation>
export const DeskPage = pageOf(DeskConversation).meta({ id: 'DeskPage' })

export const DeskTab = z
  .enum(['mine', 'unassigned', 'all', 'agent'])
  .describe(
    '`unassigned`: what waits for a person; `all`: that and what members have; `agent`: what agents answer.',
  )
export type DeskTab = z.infer<typeof DeskTab>
export const ListDesk = PageQuery.extend({
  tab: DeskTab.default('all'),
  state: DeskState.optional().describe('Those in this state; in any when left out.'),
  memberId: id('member').optional().describe('Those that this member has.'),
})
export const CountDesk = z.strictObject({ state: ListDesk.shape.state })
export const ReadDeskFigures = z.strictObject({
  from: Instant,
  to: Instant.describe('The end of the period, itself not included.'),
})
/** How much came to the desk in a period. */
export const DeskFigures = z
  .object({
    conversations: z.int().describe('Those that were begun.'),
    messages: z
      .object({ owners: z.int(), agents: z.int(), members: z.int() })
      .describe('Who said them: those who write to us, agents, or our people.'),
    askedForPerson: z.int().describe('Conversations in which a person was last asked for in the period.'),
    answeredByPerson: z.int().describe('Those of them in which one has answered.'),
    waitedSeconds: z.number().nullable().describe('The median wait for that answer; null without any.'),
  })
  .meta({ id: 'DeskFigures' })
export type DeskFigures = z.infer<typeof DeskFigures>
export const DeskCounts = z
  .object({ mine: z.int(), unassigned: z.int(), all: z.int(), agent: z.int() })
  .describe('How many conversations each tab holds; 1,000 stands for as many or more.')
  .meta({ id: 'DeskCounts' })
export type DeskCounts = z.infer<typeof DeskCounts>

export const DeskMood = z.enum(['pleased', 'calm', 'worried', 'annoyed', 'angry'])
/** What somebody who takes a conversation over should know first, as a model wrote it. */
export const DeskSummary = z.strictObject({
  asked: z.string().describe('What the person wants.'),
  tried: z.string().describe('What was answered or tried so far; empty where nothing was.'),
  mood: DeskMood,
})
export type DeskSummary = z.infer<typeof DeskSummary>

/** What only the desk reads of a conversation. */
export const DeskEntry = z
  .object({
    id: id('deskEntry'),
    conversationId: id('conversation'),
    kind: z
      .enum(['note', 'draft', 'handed', 'summary'])
      .describe(
        '`draft`: what an agent had written when it lost the conversation; its reader never saw the end.',
      ),
    author: z.object({ kind: AuthorKind, id: z.uuid().nullable(), name: z.string() }),
    text: z.string(),
    replyId: id('reply').nullable().describe('Of a draft: the answer that was cut off.'),
    from: Holder.nullable().describe('Of a handoff: who had it.'),
    to: Holder.nullable(),
    why: HandoffReason.nullable(),
    summary: DeskSummary.nullable().describe('Of a summary, which has no text.'),
    createdAt: Instant,
  })
  .meta({ id: 'DeskEntry' })
export type DeskEntry = z.infer<typeof DeskEntry>
export const DeskEntryPage = pageOf(DeskEntry).meta({ id: 'DeskEntryPage' })

export const ListDeskEntries = PageQuery.extend(ConversationRef.shape)
export const TakeConversation = ConversationRef.extend({
  fromMemberId: id('member')
    .optional()
    .describe(
      'Takes it from this member, who has it; without it a conversation that another has is refused.',
    ),
})
export const AssignConversation = ConversationRef.extend({
  memberId: id('member').nullable().describe('Who gets it; null puts it back into the queue.'),
})
export const ReturnConversation = ConversationRef.extend({
  answersNow: z
    .boolean()
    .default(true)
    .describe('Whether the agent answers what its owner said last, where nobody has.'),
})
export const AnswerAtDesk = ConversationRef.extend({
  clientId: z.string().min(1).max(200).optional(),
  parts: z.array(SentPart).min(1).max(20),
})
export const ChangeDesk = ConversationRef.extend({
  state: DeskState.optional().describe('`resolved` also gives it back to its agent.'),
  snoozedUntil: Instant.optional().describe('Needed to snooze, and of no use otherwise.'),
  priority: DeskPriority.optional(),
  labels: z.array(Label).max(20).optional().describe('All of them; what is left out is taken off.'),
})
export const AddNote = ConversationRef.extend({ text: z.string().trim().min(1).max(10_000) })
export const DeskEntryRef = z.strictObject({ entryId: id('deskEntry') })

/** A member who may answer people, and whether they are there. */
export const DeskMember = z
  .object({
    id: id('member'),
    name: z.string(),
    isOnline: z
      .boolean()
      .describe('Whether one of their windows is open and they did not say they are away.'),
    isAway: z.boolean(),
  })
  .meta({ id: 'DeskMember' })
export type DeskMember = z.infer<typeof DeskMember>
export const DeskMemberList = z.object({ items: z.array(DeskMember) }).meta({ id: 'DeskMemberList' })
export const SetAway = z.strictObject({ isAway: z.boolean() })
