import type { AnswerStates } from '#contract/shapes/channel.ts'
import type { z } from 'zod'
import type { WholeMail } from '#contract/shapes/email-channel.ts'
import type { Page } from '#contract/page.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import type {
  AnswerConversation,
  AssignConversation,
  ChangeInboxConversation,
  CountInbox,
  InboxConversation,
  InboxCounts,
  InboxEntry,
  InboxMember,
  ListInbox,
  ReturnConversation,
  TakeConversation,
} from '#contract/shapes/inbox.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

type Body<T extends z.ZodType> = Omit<z.input<T>, 'conversationId'>
type Query = Record<string, string | number | undefined>

/** The inbox, where people take over from agents. */
export const inboxCalls = ({ call }: Transport) => ({
  list: (query: Partial<z.input<typeof ListInbox>> = {}) =>
    call<Page<InboxConversation>>('GET', '/v1/inbox/conversations', { query: query as Query }),
  counts: (query: Partial<z.input<typeof CountInbox>> = {}) =>
    call<InboxCounts>('GET', '/v1/inbox/counts', { query: query as Query }),
  read: (conversationId: string) =>
    call<InboxConversation>('GET', path`/v1/inbox/conversations/${conversationId}`),
  /** How far answers came in the outside system where the conversation goes on. */
  answerStates: (conversationId: string) =>
    call<AnswerStates>('GET', path`/v1/inbox/conversations/${conversationId}/answer-states`),
  /** All of a mail whose message shows less. */
  wholeMail: (conversationId: string, messageId: string) =>
    call<WholeMail>('GET', path`/v1/inbox/conversations/${conversationId}/messages/${messageId}/mail`),
  entries: (conversationId: string, query: PageOptions = {}) =>
    call<Page<InboxEntry>>('GET', path`/v1/inbox/conversations/${conversationId}/entries`, {
      query: query as Query,
    }),
  /** From the answer on, no agent says another word in it. `conflict` where another member has it. */
  take: (conversationId: string, body: Body<typeof TakeConversation> = {}) =>
    call<InboxConversation>('POST', path`/v1/inbox/conversations/${conversationId}/take`, { body }),
  assign: (conversationId: string, body: Body<typeof AssignConversation>) =>
    call<InboxConversation>('POST', path`/v1/inbox/conversations/${conversationId}/assign`, { body }),
  giveBack: (conversationId: string, body: Body<typeof ReturnConversation> = {}) =>
    call<InboxConversation>('POST', path`/v1/inbox/conversations/${conversationId}/return`, { body }),
  answer: (conversationId: string, body: Body<typeof AnswerConversation>) =>
    call<SentMessage>('POST', path`/v1/inbox/conversations/${conversationId}/messages`, { body }),
  change: (conversationId: string, body: Body<typeof ChangeInboxConversation>) =>
    call<InboxConversation>('PATCH', path`/v1/inbox/conversations/${conversationId}`, { body }),
  addNote: (conversationId: string, text: string) =>
    call<InboxEntry>('POST', path`/v1/inbox/conversations/${conversationId}/notes`, { body: { text } }),
  members: () => call<{ items: InboxMember[] }>('GET', '/v1/inbox/members'),
  setAway: (isAway: boolean) => call<InboxMember>('PATCH', '/v1/inbox/presence', { body: { isAway } }),
  deleteEntry: (entryId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/inbox/entries/${entryId}`, options),
})
