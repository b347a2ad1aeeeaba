import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { SentPart } from '../message-parts.ts'
import { PageQuery, pageOf } from '../page.ts'
import { AuthorKind, Conversation, ConversationRef, AssigneeKind, Message } from './conversation.ts'

/** Who a conversation is assigned to, by name. */
export const Assignee = z
  .object({
    kind: AssigneeKind,
    member: z
      .object({ id: id('member'), name: z.string() })
      .nullable()
      .describe('Null unless it is assigned to a member.'),
  })
  .meta({ id: 'Assignee' })
export type Assignee = z.infer<typeof Assignee>

/** Why a conversation went from one assignee to another. */
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
    'reassigned',
  ])
  .describe(
    '`visitor-asked`: by their words; `agent-asked`: by its tool; `unsupported`: claims without support; `unanswered`: too many questions in a row; `answered`: a member answered without taking it first; `member-gone`: who had it is no member any more; `routed`: given to a member by the rules of its team; `reassigned`: who had it went away without having answered.',
  )
export type HandoffReason = z.infer<typeof HandoffReason>

export const InboxState = z
  .enum(['open', 'pending', 'snoozed', 'resolved'])
  .describe('`open`: something is to be done; `pending`: it waits for its owner; `snoozed`: until a moment.')
export type InboxState = z.infer<typeof InboxState>
export const InboxPriority = z.enum(['none', 'low', 'medium', 'high', 'urgent'])
export type InboxPriority = z.infer<typeof InboxPriority>

const Label = z.string().trim().min(1).max(40)

/** A conversation as operators see it. */
export const InboxConversation = z
  .object({
    conversation: Conversation,
    person: z.object({ kind: AuthorKind, id: z.uuid(), name: z.string() }).describe('Who writes to us.'),
    assignee: Assignee,
    state: InboxState.describe('`open` until somebody sets another.'),
    snoozedUntil: Instant.nullable(),
    priority: InboxPriority,
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
  .meta({ id: 'InboxConversation' })
export type InboxConversation = z.infer<typeof InboxConversation>
export const InboxPage = pageOf(InboxConversation).meta({ id: 'InboxPage' })

export const InboxView = z
  .enum(['mine', 'unassigned', 'all', 'agent'])
  .describe(
    '`unassigned`: what waits for a person; `all`: that and what members have; `agent`: what agents answer.',
  )
export type InboxView = z.infer<typeof InboxView>
export const ListInbox = PageQuery.extend({
  view: InboxView.default('all'),
  state: InboxState.optional().describe('Those in this state; in any when left out.'),
  memberId: id('member').optional().describe('Those that this member has.'),
})
export const CountInbox = z.strictObject({ state: ListInbox.shape.state })
export const ReadInboxFigures = z.strictObject({
  from: Instant,
  to: Instant.describe('The end of the period, itself not included.'),
})
/** How much came to the inbox in a period. */
export const InboxFigures = z
  .object({
    conversations: z.int().describe('Those that were begun.'),
    messages: z
      .object({ owners: z.int(), agents: z.int(), members: z.int() })
      .describe('Who said them: those who write to us, agents, or our people.'),
    askedForPerson: z.int().describe('Conversations in which a person was last asked for in the period.'),
    answeredByPerson: z.int().describe('Those of them in which one has answered.'),
    waitedSeconds: z.number().nullable().describe('The median wait for that answer; null without any.'),
  })
  .meta({ id: 'InboxFigures' })
export type InboxFigures = z.infer<typeof InboxFigures>
export const InboxCounts = z
  .object({ mine: z.int(), unassigned: z.int(), all: z.int(), agent: z.int() })
  .describe('How many conversations each view holds; 1,000 stands for as many or more.')
  .meta({ id: 'InboxCounts' })
export type InboxCounts = z.infer<typeof InboxCounts>

export const InboxMood = z.enum(['pleased', 'calm', 'worried', 'annoyed', 'angry'])
/** What somebody who takes a conversation over should know first, as a model wrote it. */
export const InboxSummary = z.strictObject({
  asked: z.string().describe('What the person wants.'),
  tried: z.string().describe('What was answered or tried so far; empty where nothing was.'),
  mood: InboxMood,
})
export type InboxSummary = z.infer<typeof InboxSummary>

/** What only operators read of a conversation. */
export const InboxEntry = z
  .object({
    id: id('inboxEntry'),
    conversationId: id('conversation'),
    kind: z
      .enum(['note', 'draft', 'handed', 'summary'])
      .describe(
        '`draft`: what an agent had written when it lost the conversation; its reader never saw the end.',
      ),
    author: z.object({ kind: AuthorKind, id: z.uuid().nullable(), name: z.string() }),
    text: z.string(),
    replyId: id('reply').nullable().describe('Of a draft: the answer that was cut off.'),
    from: Assignee.nullable().describe('Of a handoff: who had it.'),
    to: Assignee.nullable(),
    why: HandoffReason.nullable(),
    summary: InboxSummary.nullable().describe('Of a summary, which has no text.'),
    createdAt: Instant,
  })
  .meta({ id: 'InboxEntry' })
export type InboxEntry = z.infer<typeof InboxEntry>
export const InboxEntryPage = pageOf(InboxEntry).meta({ id: 'InboxEntryPage' })

export const ListInboxEntries = PageQuery.extend(ConversationRef.shape)
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
export const AnswerConversation = ConversationRef.extend({
  clientId: z.string().min(1).max(200).optional(),
  parts: z.array(SentPart).min(1).max(20),
})
export const ChangeInboxConversation = ConversationRef.extend({
  state: InboxState.optional().describe('`resolved` also gives it back to its agent.'),
  snoozedUntil: Instant.optional().describe('Needed to snooze, and of no use otherwise.'),
  priority: InboxPriority.optional(),
  labels: z.array(Label).max(20).optional().describe('All of them; what is left out is taken off.'),
})
export const AddNote = ConversationRef.extend({ text: z.string().trim().min(1).max(10_000) })
export const InboxEntryRef = z.strictObject({ entryId: id('inboxEntry') })

/** A member who may answer people, and whether they are there. */
export const InboxMember = z
  .object({
    id: id('member'),
    name: z.string(),
    isOnline: z
      .boolean()
      .describe('Whether one of their windows is open and they did not say they are away.'),
    isAway: z.boolean(),
  })
  .meta({ id: 'InboxMember' })
export type InboxMember = z.infer<typeof InboxMember>
export const InboxMemberList = z.object({ items: z.array(InboxMember) }).meta({ id: 'InboxMemberList' })
export const SetAway = z.strictObject({ isAway: z.boolean() })
