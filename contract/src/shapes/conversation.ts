import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { MessagePart, SentPart } from '../message-parts.ts'
import { Cost } from '../money.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ReplyBasis, ReplyState, ReplyUsage } from '../reply-parts.ts'
import { ReplyCode } from '../error-codes.ts'

export const AuthorKind = z.enum(['member', 'visitor', 'agent', 'system'])
export const AssigneeKind = z
  .enum(['agent', 'queue', 'member'])
  .describe('Who answers: its agent, nobody yet because it waits for a person, or the member who took it.')
export type AssigneeKind = z.infer<typeof AssigneeKind>

export const Conversation = z
  .object({
    id: id('conversation'),
    title: z.string(),
    agentId: id('agent').nullable().describe('The agent that answers; null where none does.'),
    agentIds: z
      .array(id('agent'))
      .describe('The agents that take part, the one that answers first, the others as they joined.'),
    assigneeKind: AssigneeKind,
    owner: z.object({ kind: AuthorKind, id: z.uuid() }),
    headMessageId: id('message').nullable().describe('The last message of the branch that is shown.'),
    activeReplyId: id('reply').nullable(),
    starred: z.boolean().describe('Whether the owner starred the conversation.'),
    archived: z.boolean(),
    projectId: id('project').nullable().describe('All members of the project see it.'),
    muted: z.boolean().describe('No agent speaks first here.'),
    mayWrite: z
      .boolean()
      .describe('Whether one may say something here oneself: it is one’s own, or one edits its project.'),
    messageCount: z.int(),
    readSeq: z.int().describe('The newest message that one has read; those before it were read too.'),
    unreadCount: z
      .int()
      .describe('How many messages of others one has not read; 100 stands for as many or more.'),
    csatRequested: z
      .boolean()
      .describe('Whether its owner is asked how it went, until they say so or it goes on.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof Conversation>
export const ConversationPage = pageOf(Conversation).meta({ id: 'ConversationPage' })

export const OpenConversation = z.strictObject({
  agentId: id('agent')
    .optional()
    .describe("The agent that answers; when left out, its project's or the tenant's first."),
  title: z.string().trim().min(1).max(200).optional(),
  projectId: id('project').optional().describe('The project that it is put in.'),
  isPrivate: z
    .boolean()
    .optional()
    .describe(
      'Whether it is its owner’s alone: it is not shown in the inbox, and no operator can take it over. Not in a widget.',
    ),
})

/** Which conversations: everything that is given must be true of them. */
export const ConversationFilter = z.strictObject({
  starred: z.literal('only').optional().describe('`only`: those that one starred oneself.'),
  archived: z
    .enum(['hide', 'only', 'include'])
    .default('hide')
    .describe('What happens to those that one archived oneself.'),
  projectId: id('project').optional(),
  agentId: id('agent').optional().describe('Those that this agent answers in.'),
  whose: z
    .enum(['all', 'own', 'inbox', 'personal'])
    .default('all')
    .describe(
      "`all`: for operators those of visitors and end users too; `inbox`: these alone; `own`: one's own; `personal`: one's own and, in a project or a search, others of one's projects.",
    ),
})
export type ConversationFilter = z.infer<typeof ConversationFilter>
export const ListConversations = PageQuery.extend(ConversationFilter.shape)
export const ConversationRef = z.strictObject({ conversationId: id('conversation') })
export const ExportConversation = ConversationRef.extend({
  format: z
    .enum(['json', 'markdown'])
    .default('json')
    .describe('`json`: every branch; `markdown`: the branch that is shown, as people read it.'),
})
export const ExportSeveral = z.strictObject({
  conversationIds: z.array(id('conversation')).min(1).max(200),
  format: z
    .enum(['json', 'markdown'])
    .default('json')
    .describe('`json`: one file that can be imported again; `markdown`: one text, as people read it.'),
})
export const ChangeConversation = ConversationRef.extend({
  title: z.string().trim().min(1).max(200).optional(),
  agentId: id('agent')
    .optional()
    .describe('Hands the conversation over: this agent answers from now on, also what waits for its turn.'),
  headMessageId: id('message').optional().describe('Shows the branch that this message stands in.'),
  starred: z
    .boolean()
    .optional()
    .describe('Stars the conversation. Only its owner may star, archive, mute or move it.'),
  archived: z.boolean().optional(),
  muted: z.boolean().optional().describe('Whether agents are kept from speaking first here.'),
  projectId: id('project').nullable().optional().describe('The project that it is put in; null: none.'),
})
export const RequestPerson = ConversationRef.extend({
  text: z.string().trim().max(500).optional().describe('Why, in the words of whoever asks.'),
})
export const AgentInConversation = ConversationRef.extend({ agentId: id('agent') })
export const MarkRead = ConversationRef.extend({
  seq: z
    .int()
    .min(1)
    .describe('The newest message that was read. Nothing happens if one had read as far already.'),
})
export const UnreadCount = z
  .object({
    conversations: z
      .int()
      .describe('How many of one’s own hold something unread; 100 stands for as many or more.'),
  })
  .meta({ id: 'UnreadCount' })
export type UnreadCount = z.infer<typeof UnreadCount>

export const ConversationSummary = z
  .object({
    summary: z
      .object({
        text: z.string(),
        messageId: id('message').describe('The last message that it takes in.'),
        seq: z.int(),
        createdAt: Instant,
      })
      .nullable()
      .describe('Null while everything is still said to the model word for word.'),
  })
  .meta({ id: 'ConversationSummary' })
export type ConversationSummary = z.infer<typeof ConversationSummary>

/** Somebody who reads a conversation. */
export const Reader = z
  .object({
    side: z.enum(['owner', 'operator']).describe('Whose conversation it is, or who answers for the tenant.'),
    id: z.uuid().nullable().describe('Null where it is not told which operator has read.'),
    seq: z.int(),
    readAt: Instant,
  })
  .meta({ id: 'Reader' })
export type Reader = z.infer<typeof Reader>
export const ReaderList = z.object({ items: z.array(Reader) }).meta({ id: 'ReaderList' })

export const BranchConversation = ConversationRef.extend({
  messageId: id('message').describe('The last message that the new conversation keeps.'),
})

/** What was looked up for an answer, and how well that supports it. */
export const Searched = z
  .object({
    query: z.string(),
    origin: z
      .enum(['question', 'joined', 'rewritten'])
      .describe(
        'The question itself; it with what was asked before; or put into words that stand alone by the model.',
      ),
    knowledgeBaseIds: z.array(id('knowledgeBase')),
    passages: z.int().describe('How many were found and given to the model.'),
    claims: z.int().describe('How many sentences of the answer state something.'),
    supported: z.int().describe('How many of them something supports.'),
    withheld: z.int().describe('How many were left out.'),
  })
  .meta({ id: 'Searched' })
export type Searched = z.infer<typeof Searched>

export const Reply = z
  .object({
    id: id('reply'),
    conversationId: id('conversation'),
    messageId: id('message').describe('The message that the answer is written into.'),
    state: ReplyState,
    attempt: z.int(),
    agentVersion: z.int().nullable().describe('The version of the agent that wrote it; null before the end.'),
    code: ReplyCode.nullable().describe('Why it failed; one that begins with `model_` tells of its model.'),
    detail: z.string().nullable(),
    basis: ReplyBasis.nullable().describe(
      'What the answer was made of: `model`: a language model wrote it; without one, `documents`: quoted word for word, `template`: small talk, or that the answer is not known, `limit`: only that a budget is used up. Null before the end.',
    ),
    usage: ReplyUsage,
    cost: Cost.nullable().describe('By the price that was known when it ended; null without one.'),
    searched: Searched.nullable().describe('Null before the end, and where nothing was looked up.'),
    liveHosts: z
      .array(z.string())
      .nullable()
      .describe(
        'Where the answer had read text from outside: the hosts to which its links may be offered all the same, `*.` before one for all below it. Null before the end, and where it had read none.',
      ),
    createdAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Reply' })
export type Reply = z.infer<typeof Reply>

export const Message = z
  .object({
    id: id('message'),
    conversationId: id('conversation'),
    seq: z.int().positive().describe('1..n within the conversation, no gaps, the same for every reader.'),
    parentId: id('message').nullable(),
    siblingIds: z
      .array(id('message'))
      .describe('All messages with this parent, oldest first, itself included.'),
    author: z.object({ kind: AuthorKind, id: z.uuid().nullable(), name: z.string() }),
    role: z.enum(['user', 'assistant', 'system']),
    parts: z.array(MessagePart),
    clientId: z.string().nullable(),
    reply: Reply.nullable().describe('For an answer: how it came about and where it stands.'),
    origin: z
      .enum(['turn', 'proactive', 'scheduled'])
      .describe('`proactive`: its agent wrote first; `scheduled`: a person scheduled it for that moment.'),
    createdAt: Instant,
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>
export const MessagePage = pageOf(Message).meta({ id: 'MessagePage' })

export const ListMessages = ConversationRef.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  branch: z
    .enum(['shown', 'all'])
    .default('shown')
    .describe('`shown`: the path to the head; `all`: every message by seq.'),
})

export const WhenBusy = z
  .enum(['queue', 'reject', 'interrupt'])
  .default('queue')
  .describe('What happens when an answer is still being written.')

export const SendMessage = ConversationRef.extend({
  clientId: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Chosen by the client; a repeat by the same author gives the same message back.'),
  parts: z.array(SentPart).min(1).max(20),
  whenBusy: WhenBusy,
})
export const EditMessage = z.strictObject({
  messageId: id('message'),
  clientId: z.string().min(1).max(200).optional(),
  parts: z.array(SentPart).min(1).max(20),
})
export const MessageRef = z.strictObject({ messageId: id('message') })
export const SentMessage = z
  .object({
    message: Message,
    reply: Reply.nullable(),
    replayed: z.boolean().describe('True when this clientId had been stored before.'),
  })
  .meta({ id: 'SentMessage' })
export type SentMessage = z.infer<typeof SentMessage>

export const ReplyRef = z.strictObject({ replyId: id('reply') })
export const FollowReply = ReplyRef.extend({ after: z.string().max(40).optional() })
