import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { SentPart } from '../message-parts.ts'
import { PageQuery, pageOf } from '../page.ts'
import { AuthorKind, Conversation, ConversationRef, AssigneeKind, Message } from './conversation.ts'

/** Who a conversation is assigned to, with the member's name. */
export const Assignee = z
  .object({
    kind: AssigneeKind,
    member: z
      .object({ id: id('member'), name: z.string() })
      .nullable()
      .describe('The member it is assigned to; null if it is assigned to its agent or the queue.'),
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
    'Why the assignee changed. `visitor-asked`: the person asked for a human; `agent-asked`: the agent called its handoff tool; `unsupported`: an answer had claims without support; `unanswered`: too many failed or unanswered questions in a row; `budget`: a budget reached its threshold; `taken`: a member took the conversation; `assigned`: a member was assigned; `queued`: it was put back into the queue; `answered`: a member answered without taking it first; `returned`: it went back to the agent; `resolved`: it was resolved; `member-gone`: its assignee is no longer a member; `routed`: the rules of its team assigned a member; `reassigned`: its assignee went away without having answered.',
  )
export type HandoffReason = z.infer<typeof HandoffReason>

export const InboxState = z
  .enum(['open', 'pending', 'snoozed', 'resolved'])
  .describe(
    '`open`: it needs work; `pending`: it waits for the person who wrote; `snoozed`: put aside until `snoozedUntil`; `resolved`: done.',
  )
export type InboxState = z.infer<typeof InboxState>
export const InboxPriority = z.enum(['none', 'low', 'medium', 'high', 'urgent'])
export type InboxPriority = z.infer<typeof InboxPriority>

const Label = z.string().trim().min(1).max(40)

/** A conversation as operators see it. */
export const InboxConversation = z
  .object({
    conversation: Conversation,
    person: z
      .object({ kind: AuthorKind, id: z.uuid(), name: z.string() })
      .describe('The visitor or end user whose conversation it is.'),
    assignee: Assignee,
    state: InboxState.describe(
      'The state in the inbox: `open`, `pending` (waits for the person who wrote), `snoozed` (put aside until `snoozedUntil`) or `resolved`.',
    ),
    snoozedUntil: Instant.nullable().describe(
      'When a snoozed conversation opens again; null if it is not snoozed.',
    ),
    priority: InboxPriority.describe('The priority of the conversation.'),
    labels: z.array(z.string()).describe('Labels such as `refund`, set by operators.'),
    asked: z
      .object({
        at: Instant.describe('When a person was requested.'),
        why: HandoffReason,
        text: z
          .string()
          .describe('The reason in words, if the agent or the person gave one; otherwise empty.'),
      })
      .nullable()
      .describe('The latest request for a person; null if there was none.'),
    firstAnsweredAt: Instant.nullable().describe(
      'When a member first answered after the latest request for a person; null if none has.',
    ),
    lastMessage: z
      .object({
        id: id('message'),
        role: Message.shape.role,
        author: Message.shape.author,
        text: z.string().describe('The beginning of the message text.'),
        createdAt: Instant,
      })
      .nullable()
      .describe('The newest message of the branch that is shown; null if there are none.'),
  })
  .meta({ id: 'InboxConversation' })
export type InboxConversation = z.infer<typeof InboxConversation>
export const InboxPage = pageOf(InboxConversation).meta({ id: 'InboxPage' })
export const BrowseInbox = z.strictObject({
  offset: z.int().min(0).max(1_000_000).describe('How many conversations to skip.'),
  limit: z.int().min(0).max(100),
  stands: z
    .array(z.strictObject({ assigneeKind: AssigneeKind, state: InboxState }))
    .optional()
    .describe('Those that stand in one of these ways.'),
  memberId: id('member').optional().describe('Those that this member has.'),
  priorities: z.array(InboxPriority).optional().describe('Only conversations with one of these priorities.'),
  among: z
    .strictObject({ conversationIds: z.array(id('conversation')), personIds: z.array(id('visitor')) })
    .optional()
    .describe('These, and those of these people.'),
})
export const InboxRange = z
  .object({
    items: z.array(InboxConversation),
    total: z.int().describe('Number of conversations that match.'),
  })
  .meta({ id: 'InboxRange' })

export const InboxView = z
  .enum(['mine', 'unassigned', 'all', 'agent'])
  .describe(
    '`mine`: assigned to you; `unassigned`: waiting in the queue for a person; `all`: in the queue or assigned to any member; `agent`: answered by agents.',
  )
export type InboxView = z.infer<typeof InboxView>
export const ListInbox = PageQuery.extend({
  view: InboxView.default('all'),
  state: InboxState.optional().describe('Only conversations in this state. Omitted: in any state.'),
  memberId: id('member').optional().describe('Only conversations that are assigned to this member.'),
})
export const CountInbox = z.strictObject({ state: ListInbox.shape.state })
export const ReadInboxFigures = z.strictObject({
  from: Instant.describe('The start of the period, inclusive.'),
  to: Instant.describe('The end of the period, exclusive.'),
})
/** Inbox activity in a period. */
export const InboxFigures = z
  .object({
    conversations: z.int().describe('The number of conversations started in the period.'),
    messages: z
      .object({
        owners: z.int().describe('Number of messages from the people who own the conversations.'),
        agents: z.int().describe('Number of messages from agents.'),
        members: z.int().describe('Number of messages from members.'),
      })
      .describe(
        'The number of messages, by author: `owners` (visitors and end users), `agents`, `members` (operators).',
      ),
    askedForPerson: z
      .int()
      .describe('The number of conversations whose latest request for a person is in the period.'),
    answeredByPerson: z
      .int()
      .describe(
        'The number of conversations whose latest request for a person is in the period and was answered.',
      ),
    waitedSeconds: z
      .number()
      .nullable()
      .describe(
        'The median time from a request for a person to the first answer, in seconds; null if none was answered.',
      ),
  })
  .meta({ id: 'InboxFigures' })
export type InboxFigures = z.infer<typeof InboxFigures>
export const InboxCounts = z
  .object({
    mine: z.int().describe('Number of conversations that are assigned to the caller.'),
    unassigned: z.int().describe('Number of conversations in the queue.'),
    all: z.int().describe('Number of conversations of every assignee.'),
    agent: z.int().describe('Number of conversations that are assigned to agents.'),
  })
  .describe('The number of conversations in each view; 1,000 means 1,000 or more.')
  .meta({ id: 'InboxCounts' })
export type InboxCounts = z.infer<typeof InboxCounts>

export const InboxMood = z.enum(['pleased', 'calm', 'worried', 'annoyed', 'angry'])
/** A summary for the operator who takes over a conversation, written by a model. */
export const InboxSummary = z.strictObject({
  asked: z.string().describe('What the person wants.'),
  tried: z.string().describe('What was answered or tried so far; empty if nothing was.'),
  mood: InboxMood.describe('The mood of the person.'),
})
export type InboxSummary = z.infer<typeof InboxSummary>

/** An entry about a conversation that only operators see. */
export const InboxEntry = z
  .object({
    id: id('inboxEntry'),
    conversationId: id('conversation'),
    kind: z
      .enum(['note', 'draft', 'handed', 'summary'])
      .describe(
        '`note`: written by an operator; `draft`: a late draft, which an agent had not finished when the conversation was taken over; `handed`: the assignee changed; `summary`: a summary for operators.',
      ),
    author: z.object({ kind: AuthorKind, id: z.uuid().nullable(), name: z.string() }),
    text: z
      .string()
      .describe('The text of a note or draft, or the reason given for a handoff. Empty for a summary.'),
    replyId: id('reply')
      .nullable()
      .describe('For a draft: the reply that was cut off. Null for other kinds.'),
    from: Assignee.nullable().describe('For a handoff: the previous assignee. Null for other kinds.'),
    to: Assignee.nullable().describe('For a handoff: the new assignee. Null for other kinds.'),
    why: HandoffReason.nullable().describe(
      'For a handoff: why the assignee changed, for example `taken`. Null for other kinds.',
    ),
    summary: InboxSummary.nullable().describe('The summary, for entries of that kind. Null for other kinds.'),
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
      'Takes the conversation from this member. Omitted: the call is refused if another member has the conversation.',
    ),
})
export const AssignConversation = ConversationRef.extend({
  memberId: id('member')
    .nullable()
    .describe('The member to assign the conversation to; null puts it back into the queue.'),
})
export const ReturnConversation = ConversationRef.extend({
  answersNow: z
    .boolean()
    .default(true)
    .describe('Whether the agent answers the last message at once, if it has no answer yet.'),
})
export const AnswerConversation = ConversationRef.extend({
  clientId: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'An id that the client chooses. Sending it again as the same author returns the stored message instead of adding another.',
    ),
  parts: z.array(SentPart).min(1).max(20),
})
export const ChangeInboxConversation = ConversationRef.extend({
  state: InboxState.optional().describe(
    'The new state in the inbox. `snoozed` needs `snoozedUntil`; `resolved` also returns the conversation to its agent.',
  ),
  snoozedUntil: Instant.optional().describe(
    'When a snoozed conversation opens again. Must be in the future. Required with `state: snoozed`, and refused otherwise.',
  ),
  priority: InboxPriority.optional().describe('The new priority of the conversation.'),
  labels: z
    .array(Label)
    .max(20)
    .optional()
    .describe('The complete list of labels; labels that are not in it are removed.'),
})
export const AddNote = ConversationRef.extend({ text: z.string().trim().min(1).max(10_000) })
export const InboxEntryRef = z.strictObject({ entryId: id('inboxEntry') })

/** A member who may answer people, with their presence. */
export const InboxMember = z
  .object({
    id: id('member'),
    name: z.string(),
    isOnline: z.boolean().describe('Whether the member has Parley open in some window and is not away.'),
    isAway: z.boolean().describe('Whether the member set themselves to away.'),
  })
  .meta({ id: 'InboxMember' })
export type InboxMember = z.infer<typeof InboxMember>
export const InboxMemberList = z.object({ items: z.array(InboxMember) }).meta({ id: 'InboxMemberList' })
export const SetAway = z.strictObject({ isAway: z.boolean().describe('Whether you are away.') })
