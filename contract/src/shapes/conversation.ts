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
  .describe(
    'Who answers the conversation. `agent`: its agent; `queue`: it waits for a person; `member`: the member it is assigned to.',
  )
export type AssigneeKind = z.infer<typeof AssigneeKind>

export const Conversation = z
  .object({
    id: id('conversation'),
    title: z.string(),
    agentId: id('agent').nullable().describe('The agent that answers; null if there is none.'),
    agentIds: z
      .array(id('agent'))
      .describe(
        'All participating agents: first the one that answers, then the others in the order they joined.',
      ),
    assigneeKind: AssigneeKind,
    owner: z
      .object({ kind: AuthorKind, id: z.uuid() })
      .describe('The member or visitor that the conversation belongs to.'),
    headMessageId: id('message')
      .nullable()
      .describe('The last message of the branch that is shown; null if there are no messages.'),
    activeReplyId: id('reply')
      .nullable()
      .describe('The reply that is queued or being written; null if there is none.'),
    starred: z.boolean().describe('Whether the owner starred the conversation.'),
    archived: z.boolean().describe('Whether the owner archived the conversation.'),
    projectId: id('project')
      .nullable()
      .describe('The project it is in, whose members can all see it; null: none.'),
    muted: z.boolean().describe('Whether proactive messages are turned off in this conversation.'),
    mayWrite: z
      .boolean()
      .describe(
        'Whether you may send messages here: the conversation is yours, or you are an editor of its project.',
      ),
    messageCount: z.int().describe('The number of messages in all branches.'),
    readSeq: z
      .int()
      .describe('The `seq` of the newest message that you have read, with all before it; 0: none.'),
    unreadCount: z.int().describe('How many messages of others you have not read; 100 means 100 or more.'),
    csatRequested: z
      .boolean()
      .describe(
        'Whether the owner is being asked for a CSAT rating. It ends with a rating or the next message.',
      ),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof Conversation>
export const ConversationPage = pageOf(Conversation).meta({ id: 'ConversationPage' })

export const OpenConversation = z.strictObject({
  agentId: id('agent')
    .optional()
    .describe("The agent that answers. Omitted: the agent of its project, or else the tenant's first agent."),
  title: z.string().trim().min(1).max(200).optional(),
  projectId: id('project').optional().describe('The project to put the conversation in. Omitted: none.'),
  isPrivate: z
    .boolean()
    .optional()
    .describe(
      'Whether only its owner sees the conversation: it is not in the inbox, and no operator can take it over. Not available in a widget.',
    ),
})

/** Filters conversations. All given conditions must hold. */
export const ConversationFilter = z.strictObject({
  starred: z.literal('only').optional().describe('`only`: only conversations that you starred.'),
  archived: z
    .enum(['hide', 'only', 'include'])
    .default('hide')
    .describe(
      'Whether to leave out conversations that you archived (`hide`), list only them (`only`), or include them (`include`).',
    ),
  projectId: id('project').optional().describe('Only conversations in this project.'),
  agentId: id('agent').optional().describe('Only conversations that this agent answers.'),
  whose: z
    .enum(['all', 'own', 'inbox', 'personal'])
    .default('all')
    .describe(
      '`all`: every conversation that you may see, for operators with those of visitors and end users; `inbox`: only those of visitors and end users; `own`: only yours; `personal`: yours and, in a project or a search, those of others in your projects.',
    ),
})
export type ConversationFilter = z.infer<typeof ConversationFilter>
export const ListConversations = PageQuery.extend(ConversationFilter.shape)
export const ConversationRef = z.strictObject({ conversationId: id('conversation') })
export const ExportConversation = ConversationRef.extend({
  format: z
    .enum(['json', 'markdown'])
    .default('json')
    .describe('`json`: all branches; `markdown`: the branch that is shown, as readable text.'),
})
export const ExportSeveral = z.strictObject({
  conversationIds: z.array(id('conversation')).min(1).max(200),
  format: z
    .enum(['json', 'markdown'])
    .default('json')
    .describe('`json`: one file that can be imported again; `markdown`: one readable text.'),
})
export const ChangeConversation = ConversationRef.extend({
  title: z.string().trim().min(1).max(200).optional(),
  agentId: id('agent')
    .optional()
    .describe('Transfers the conversation: this agent answers from now on, also what is queued.'),
  headMessageId: id('message').optional().describe('Shows the branch that contains this message.'),
  starred: z
    .boolean()
    .optional()
    .describe('Stars the conversation, or removes the star. Only the owner may.'),
  archived: z
    .boolean()
    .optional()
    .describe('Archives the conversation, or takes it out of the archive. Only the owner may.'),
  muted: z
    .boolean()
    .optional()
    .describe('Turns proactive messages in this conversation off (true) or on. Only the owner may.'),
  projectId: id('project')
    .nullable()
    .optional()
    .describe('Moves the conversation to this project; null: out of its project. Only the owner may.'),
})
export const RequestPerson = ConversationRef.extend({
  text: z
    .string()
    .trim()
    .max(500)
    .optional()
    .describe('Why the person wants to talk to someone, in their own words.'),
})
export const AgentInConversation = ConversationRef.extend({ agentId: id('agent') })
export const MarkRead = ConversationRef.extend({
  seq: z
    .int()
    .min(1)
    .describe(
      'The `seq` of the newest message that was read. A value at or below the stored one changes nothing.',
    ),
})
export const UnreadCount = z
  .object({
    conversations: z
      .int()
      .describe('How many of your conversations have unread messages; 100 means 100 or more.'),
  })
  .meta({ id: 'UnreadCount' })
export type UnreadCount = z.infer<typeof UnreadCount>

export const ConversationSummary = z
  .object({
    summary: z
      .object({
        text: z.string(),
        messageId: id('message').describe('The last message that the summary covers.'),
        seq: z.int().describe('The `seq` of the last message that the summary covers.'),
        createdAt: Instant,
      })
      .nullable()
      .describe(
        'The summary of older messages that the model gets in place of them; null while it gets every message in full.',
      ),
  })
  .meta({ id: 'ConversationSummary' })
export type ConversationSummary = z.infer<typeof ConversationSummary>

/** How far someone has read a conversation. */
export const Reader = z
  .object({
    side: z
      .enum(['owner', 'operator'])
      .describe('`owner`: the person whose conversation it is; `operator`: an operator of the tenant.'),
    id: z.uuid().nullable().describe('The reader; null if you may not see which operator has read.'),
    seq: z.int().describe('The `seq` of the newest message that was read, with all before it.'),
    readAt: Instant.describe('When the member last read the conversation.'),
  })
  .meta({ id: 'Reader' })
export type Reader = z.infer<typeof Reader>
export const ReaderList = z.object({ items: z.array(Reader) }).meta({ id: 'ReaderList' })

export const BranchConversation = ConversationRef.extend({
  messageId: id('message').describe('The last message that the new conversation keeps.'),
})

/** The knowledge search for an answer, and how well its results support the answer. */
export const Searched = z
  .object({
    query: z.string().describe('The search query.'),
    origin: z
      .enum(['question', 'joined', 'rewritten'])
      .describe(
        'How the query was made. `question`: it is the question itself; `joined`: the question with earlier ones; `rewritten`: the model rewrote the question to stand alone.',
      ),
    knowledgeBaseIds: z.array(id('knowledgeBase')).describe('The knowledge bases that were searched.'),
    passages: z.int().describe('How many passages were found and given to the model.'),
    claims: z.int().describe('How many sentences of the answer are claims: they state something.'),
    supported: z.int().describe('How many claims are supported by a source.'),
    withheld: z.int().describe('How many unsupported claims were left out of the answer.'),
  })
  .meta({ id: 'Searched' })
export type Searched = z.infer<typeof Searched>

export const Reply = z
  .object({
    id: id('reply'),
    conversationId: id('conversation'),
    messageId: id('message').describe('The message that contains the answer.'),
    state: ReplyState,
    attempt: z
      .int()
      .describe('The number of the current attempt. A later attempt discards the text of the one before.'),
    agentVersion: z
      .int()
      .nullable()
      .describe('The version of the agent that wrote the answer; null until the reply has ended.'),
    code: ReplyCode.nullable().describe(
      'Why the reply failed; null if it did not. Codes that begin with `model_` come from the language model.',
    ),
    detail: z
      .string()
      .nullable()
      .describe('More about why the reply failed; null if there is nothing to add.'),
    basis: ReplyBasis.nullable().describe(
      'What the answer is based on. `model`: a language model wrote it. Without a model: `documents`: quotes from documents; `template`: small talk, or that the answer is unknown; `limit`: only that a budget is used up. Null until the reply has ended.',
    ),
    usage: ReplyUsage,
    cost: Cost.nullable().describe(
      'What the answer cost, at the price known when it ended; null if no price was known.',
    ),
    searched: Searched.nullable().describe(
      'The knowledge search for the answer; null until the reply has ended, or if nothing was searched.',
    ),
    liveHosts: z
      .array(z.string())
      .nullable()
      .describe(
        'If the answer is based on untrusted text from outside: the hosts that its links may still point to, for example `example.com`, or `*.example.com` for all subdomains. Null until the reply has ended, or if no such text was read.',
      ),
    createdAt: Instant,
    endedAt: Instant.nullable().describe('When the reply ended; null before that.'),
  })
  .meta({ id: 'Reply' })
export type Reply = z.infer<typeof Reply>

export const Message = z
  .object({
    id: id('message'),
    conversationId: id('conversation'),
    seq: z
      .int()
      .positive()
      .describe(
        'Number of the message within the conversation: 1, 2, 3 and so on, without gaps, across all branches.',
      ),
    parentId: id('message')
      .nullable()
      .describe('The message before it on its branch; null for a first message.'),
    siblingIds: z
      .array(id('message'))
      .describe(
        'All messages with the same parent, oldest first, this one included. More than one: branches.',
      ),
    author: z.object({ kind: AuthorKind, id: z.uuid().nullable(), name: z.string() }),
    role: z
      .enum(['user', 'assistant', 'system'])
      .describe(
        '`user`: a person wrote it; `assistant`: an agent or a member answered; `system`: an instruction.',
      ),
    parts: z.array(MessagePart),
    clientId: z
      .string()
      .nullable()
      .describe('The id that the client chose when it sent the message; null if it chose none.'),
    reply: Reply.nullable().describe(
      'State and details of the answer; null if the message is not an answer of an agent.',
    ),
    origin: z
      .enum(['turn', 'proactive', 'scheduled'])
      .describe(
        'Why the message was sent. `turn`: in the normal course of the conversation; `proactive`: the agent wrote first; `scheduled`: a person scheduled it for that time.',
      ),
    createdAt: Instant,
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>
export const MessagePage = pageOf(Message).meta({ id: 'MessagePage' })

export const ListMessages = ConversationRef.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z
    .string()
    .max(200)
    .optional()
    .describe('`nextCursor` of the previous page. Omitted: the first page.'),
  order: z.enum(['oldest', 'newest']).default('oldest').describe('Which messages come first.'),
  branch: z
    .enum(['shown', 'all'])
    .default('shown')
    .describe(
      '`shown`: only the branch that is shown, up to its last message; `all`: the messages of all branches, ordered by `seq`.',
    ),
})

export const WhenBusy = z
  .enum(['queue', 'reject', 'interrupt'])
  .default('queue')
  .describe(
    'What happens if an answer is still being written. `queue`: the message is stored and its answer waits; `reject`: the message is refused; `interrupt`: the running answer is stopped.',
  )

export const SendMessage = ConversationRef.extend({
  clientId: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'An id that the client chooses. Sending it again as the same author returns the stored message instead of adding another.',
    ),
  parts: z.array(SentPart).min(1).max(20),
  whenBusy: WhenBusy,
})
export const EditMessage = z.strictObject({
  messageId: id('message'),
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
export const MessageRef = z.strictObject({ messageId: id('message') })
export const SentMessage = z
  .object({
    message: Message,
    reply: Reply.nullable().describe('The reply to the message; null if no agent answers.'),
    replayed: z
      .boolean()
      .describe('Whether a message with this `clientId` had been stored before and is returned again.'),
  })
  .meta({ id: 'SentMessage' })
export type SentMessage = z.infer<typeof SentMessage>

export const ReplyRef = z.strictObject({ replyId: id('reply') })
export const FollowReply = ReplyRef.extend({
  after: z
    .string()
    .max(40)
    .optional()
    .describe('The cursor to resume after, as `attempt.part.offset`. Omitted: from the beginning.'),
})
